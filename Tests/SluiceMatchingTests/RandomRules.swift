import SluiceMatching

/// A random set of patterns with the stuff of which texts for it are made.
struct RandomRules {
    private(set) var patterns: [Pattern] = []
    /// Which of the patterns hold text back.
    private(set) var deciding: [Int] = []
    private(set) var pieces: [String] = []

    private static let normalizations: [Normalization] = [
        [], [], .standard, .standard, .standard, .caseFold, [.compatibility, .digits],
        [.compatibility, .caseFold, .stripInvisible, .stripMarks, .confusables, .simplified, .digits],
        [.caseFold, .squeeze], [.caseFold, .leet, .skipping([.space, .punct], most: 2)],
        [.squeeze, .compatibility, .skipping([.punct, .emoji], most: 1)],
    ]
    private static let boundaries: [Boundary] = [.auto, .word, .none]
    private static let validators: [Validator] = [
        .luhn, .cnID18, .iban, .ipv4, .emailDomain, .jwt, .entropy(minimumBitsPerCharacter: 1.5),
    ]
    private static let randomPieces = [
        "a", "b", "k", "S", "A", "字", "é", "É", " ", "#", "-", "\n", "1", "\u{17F}", "\u{212A}", "|", "]",
    ]
    private static let stems = [
        "a", "ab", "b", "cat", "dog", "key", "secret", "x-", "1", "é", "我", "你好", "字", "ключ", "ァ", " ", "😀",
    ]

    /// Patterns that compile.
    init(_ kind: FuzzKind, _ generator: inout SeededGenerator) {
        let normalizations = (0..<1 + generator.below(3)).map { _ in generator.pick(Self.normalizations) }
        for _ in 0..<generator.below(kind == .lists ? 3 : 7) {
            addRegex(generator.pick(normalizations), &generator)
        }
        if kind == .lists {
            addLists(normalizations, &generator)
        } else {
            for _ in 0..<generator.below(4) { addKeywords(generator.pick(normalizations), &generator) }
            if generator.below(3) == 0 { addParts(&generator) }
        }
        if patterns.isEmpty { addKeywords(.standard, &generator) }
        let least = generator.below(4)
        deciding = patterns.indices.filter { _ in generator.below(4) >= least }
    }

    /// Adds one of the cases, or a random regex.
    private mutating func addRegex(_ normalization: Normalization, _ generator: inout SeededGenerator) {
        var example = generator.pick(FuzzCase.all)
        if generator.below(4) == 0 {
            example = FuzzCase(RandomRegex.next(&generator), window: generator.pick([4, 12, 24]))
            example.pieces = Self.randomPieces
        }
        pieces += example.pieces
        var pattern = Pattern(
            .regex(example.regex, capture: generator.below(4) == 0 ? 1 : 0), normalization: normalization,
            window: example.window, onLimit: generator.pick([.match, .noMatch]))
        addConditions(to: &pattern, &generator)
        if add(pattern) { return }
        pattern.subject = .regex(example.regex, capture: 0)
        add(pattern)
    }

    private mutating func addKeywords(_ normalization: Normalization, _ generator: inout SeededGenerator) {
        let stuff = pieces + EngineFuzzTests.keywordPieces
        pieces += EngineFuzzTests.keywordPieces
        let keywords = (0..<1 + generator.below(8)).map { _ in Self.literal(of: stuff, 4, &generator) }
        var pattern = Pattern(
            .keywords(keywords), normalization: normalization, boundary: generator.pick(Self.boundaries))
        addConditions(to: &pattern, &generator)
        add(pattern)
    }

    /// Adds patterns with keywords of a common stock: prefixes of each other, long tails, the same in several patterns.
    private mutating func addLists(_ normalizations: [Normalization], _ generator: inout SeededGenerator) {
        let count = generator.pick([1, 3, 10, 60, 200, 700, 2_000])
        var stock: [String] = []
        for _ in 0..<count {
            var keyword = generator.below(3) == 0 && !stock.isEmpty ? generator.pick(stock) : ""
            keyword += Self.literal(of: Self.stems, generator.pick([1, 2, 4, 12]), &generator)
            if keyword.utf8.count > 300 { keyword = generator.pick(Self.stems) }
            stock.append(keyword)
        }
        for _ in 0..<1 + generator.below(4) {
            let keywords = stock.filter { _ in generator.below(3) > 0 }
            var pattern = Pattern(
                .keywords(keywords + [generator.pick(stock)]), normalization: generator.pick(normalizations),
                boundary: generator.pick(Self.boundaries))
            pieces = Self.stems + (0..<40).map { _ in generator.pick(stock) }
            addConditions(to: &pattern, &generator)
            add(pattern)
        }
        for _ in 0..<20 {
            let keyword = generator.pick(stock)
            pieces.append(String(keyword.dropLast(generator.below(3))))
            pieces.append(keyword + generator.pick(Self.stems))
        }
    }

    /// Makes one pattern of those that are there, each of its parts by itself or all of them together.
    private mutating func addParts(_ generator: inout SeededGenerator) {
        guard var pattern = patterns.first else { return }
        let parts = patterns.filter { _ in generator.below(2) == 0 }.map(\.subject)
        pattern.subject = .parts([pattern.subject] + parts)
        pattern.window = pattern.window ?? 24
        if generator.below(3) > 0 {
            let length = generator.pick([2, 10, 40])
            pattern.together = generator.pick([
                .sentence(reach: length), .characters(before: length, after: length),
            ])
        }
        add(pattern)
    }

    private func addConditions(to pattern: inout Pattern, _ generator: inout SeededGenerator) {
        guard generator.below(3) == 0, !pieces.isEmpty else { return }
        switch generator.below(8) {
        case 0: pattern.validators = [generator.pick(Self.validators)]
        case 1:
            pattern.exceptions = [.values((0..<3).map { _ in Self.literal(of: pieces, 3, &generator) })]
        case 2:
            let words = (0..<3).map { _ in Self.literal(of: pieces, 2, &generator) }
            pattern.nearby = Nearby(
                words, before: generator.pick([0, 1, 8, 30]), after: generator.pick([0, 1, 8, 30]))
        case 3:
            pattern.exceptions = [
                .sentence(
                    [Self.literal(of: pieces, 2, &generator)], reach: generator.pick([1, 8, 30]))
            ]
        case 4: pattern.exceptions = [.regex(generator.pick(["a.", #"\d\d"#, "字$", "^.b", "(?i)k"]))]
        default:
            pattern.exceptions = [.covering((0..<2).map { _ in Self.literal(of: pieces, 5, &generator) })]
        }
        guard !pattern.exceptions.isEmpty, generator.below(3) == 0 else { return }
        if generator.below(4) == 0 { pattern.exceptions.append(.always) }
        pattern.exceptions = pattern.exceptions.map { .under(generator.below(2), $0) }
    }

    /// Adds a pattern if it compiles.
    @discardableResult
    private mutating func add(_ pattern: Pattern) -> Bool {
        guard (try? PatternSet([pattern])) != nil else { return false }
        patterns.append(pattern)
        return true
    }

    private static func literal(
        of pieces: [String], _ count: Int, _ generator: inout SeededGenerator
    ) -> String {
        (0..<1 + generator.below(count)).map { _ in generator.pick(pieces) }.joined()
    }
}
