internal import SluiceMatching

/// Reading what a rule searches for.
extension RuleReader {
    /// `match`, `normalize` and `window` together.
    struct Match {
        var subject: Pattern.Subject
        var node: ConfigNode
        var prefixLength = 0
        var origins: [KeywordOrigin] = []
        var normalization: Normalization
        var boundary: Boundary
        var window: ConfigNode?
        var windowLength: Int?
        var capture: ConfigNode?
    }

    /// The longest window that a rule may ask for, in code points.
    static let maximumWindow = 8_192

    /// The normalisers by name.
    static let normalizers: [String: Normalization] = [
        "nfkc": .compatibility, "casefold": .caseFold, "strip_invisible": .stripInvisible,
        "strip_marks": .stripMarks, "confusables": .confusables, "t2s": .simplified, "digits": .digits,
    ]

    mutating func readMatch() -> Match? {
        let normalization = readNormalization()
        let ruleWindow = fields.node("window")
        guard let node = fields.requiredNode("match", example: "{ keywords: [...] }") else { return nil }
        var match = node.mapping("match", diagnostics)
        let refused = match.refuse("any", "all_of", "within", "near")
        let window = match.node("window") ?? ruleWindow
        let regex = match.node("regex")
        let flags = match.node("flags")
        let capture = match.node("capture")
        let keywords = match.node("keywords")
        let lists = match.node("wordlists")
        let boundaryNode = match.node("boundary")
        let isSensitive = match.choice("case", of: ["sensitive", "insensitive"]).map { $0 == "sensitive" }
        match.finish()

        var result = Match(
            subject: .keywords([]), node: node, normalization: normalization, boundary: .auto,
            window: window, windowLength: window?.int("window", in: 1...Self.maximumWindow, diagnostics),
            capture: capture)
        if let isSensitive {
            if isSensitive {
                result.normalization.remove(.caseFold)
            } else {
                result.normalization.insert(.caseFold)
            }
        }
        if let regex {
            complain(about: [keywords, lists], "stands beside `regex`: make it a rule of its own")
            complain(about: [boundaryNode], "is for keywords: write `\\b` into the regex")
            guard let text = regex.string("regex", diagnostics) else { return nil }
            let prefix = readFlags(flags)
            let group = capture?.int("capture", in: 0...99, diagnostics) ?? 0
            result.subject = .regex(prefix + text, capture: group)
            result.node = regex
            result.prefixLength = prefix.utf8.count
            return result
        }
        complain(about: [flags, capture], "is for a regex")
        guard keywords != nil || lists != nil else {
            guard !refused else { return nil }
            diagnostics.error(
                .missingField, "`match` says nothing to search for", at: node.headSpan,
                help: "give it `regex`, `keywords` or `wordlists`")
            return nil
        }
        result.boundary = readBoundary(boundaryNode)
        guard let listed = readLists(lists) else { return nil }
        let phrases = readKeywords(keywords) + listed
        var seen: Set<String> = []
        let distinct = phrases.filter { seen.insert($0.phrase).inserted }
        result.subject = .keywords(distinct.map(\.phrase))
        result.origins = distinct.map(\.origin)
        result.node = keywords ?? lists ?? node
        return result
    }

    private func complain(about nodes: [ConfigNode?], _ problem: String) {
        for case let node? in nodes {
            diagnostics.error(.badValue, "this \(problem)", at: node.span)
        }
    }

    private func readFlags(_ node: ConfigNode?) -> String {
        guard let node, let elements = node.elements("flags", diagnostics) else { return "" }
        let flags = elements.compactMap { $0.choice("flags", of: ["i", "s", "m", "x"], diagnostics) }
        return flags.isEmpty ? "" : "(?\(flags.joined()))"
    }

    private func readBoundary(_ node: ConfigNode?) -> Boundary {
        switch node?.choice("boundary", of: ["auto", "word", "none"], diagnostics) {
        case "word": .word
        case "none": .none
        default: .auto
        }
    }

    private func readKeywords(_ node: ConfigNode?) -> [WordList.Entry] {
        guard let elements = node?.elements("keywords", diagnostics) else { return [] }
        return elements.compactMap { element in
            guard let text = element.text else {
                return element.wrongType("an element of keywords", expected: "text", diagnostics)
            }
            guard text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else {
                return element.badValue("keywords", "an empty keyword", diagnostics)
            }
            return WordList.Entry(
                phrase: text, origin: KeywordOrigin(location: element.location, tags: []))
        }
    }

    /// The phrases of the lists that a rule names; nil when one of them is missing, which was reported.
    private func readLists(_ node: ConfigNode?) -> [WordList.Entry]? {
        guard let node else { return [] }
        var entries: [WordList.Entry] = []
        var isComplete = true
        for element in node.elements("wordlists", diagnostics) ?? [] {
            guard let name = element.string("an element of wordlists", diagnostics) else { continue }
            if let list = context.lists[name] {
                entries += list?.entries ?? []
                isComplete = isComplete && list != nil
                continue
            }
            isComplete = false
            let nearest = Suggestion.nearest(to: name, among: context.lists.keys)
            diagnostics.error(
                .listMissing, "no word list is called `\(name)`", at: element.span,
                label: nearest.map { "did you mean `\($0)`?" },
                help: "declare it: `lists: { \(name): { file: wordlists/\(name).txt } }`")
        }
        return isComplete ? entries : nil
    }

    private mutating func readNormalization() -> Normalization {
        guard let node = fields.node("normalize") else { return .standard }
        let names = Self.normalizers
        var result: Normalization = []
        for element in node.elements("normalize", diagnostics) ?? [] {
            if case .mapping(let members) = element.content {
                let name = members.first?.key ?? "skip"
                refuseNormalizer(name, at: members.first?.keySpan ?? element.span)
            } else if let text = element.text, ["squeeze", "leet"].contains(text) {
                refuseNormalizer(text, at: element.span)
            } else if let name = element.choice("normalize", of: names.keys.sorted(), diagnostics) {
                result.formUnion(names[name] ?? [])
            }
        }
        return result
    }

    private func refuseNormalizer(_ name: String, at span: SourceSpan) {
        diagnostics.error(
            .unsupportedField, "the normaliser `\(name)` is not supported by this release", at: span)
    }
}
