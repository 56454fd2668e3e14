internal import SluiceMatching

/// The texts that are tried on one rule, the likeliest first.
struct AdversaryRecipes {
    private(set) var recipes: [AdversaryRecipe] = []

    /// What separates beginnings of matches that follow each other closely.
    private static let joints = ["", " ", "-", ".", "_", "字"]
    /// Texts that are expensive for one regex or another, whatever it is.
    private static let common: [(name: String, stretch: String)] = [
        ("letters", "a"), ("letters in words", "aaaa "), ("digits", "1"), ("blanks", " "),
        ("blanks and lines", " \n"), ("words of one letter", "a "), ("letters and digits", "a1"),
        ("equals signs", "="), ("opening brackets", "("), ("quotation marks", "\"'"),
        ("addresses without end", "a@a."), ("dots", "a."), ("slashes", "/a"), ("Han characters", "字"),
        ("Han and full-width marks", "字，"), ("characters that become many", "\u{FDFA}"),
        ("invisible characters", "a\u{200B}"), ("continuation bytes", "\u{FFFD}a"),
    ]
    private static let mostExamples = 4
    private static let mostPlaces = 12
    /// A run that is begun anew is at least so long, and at most so long.
    private static let runLength = 64...2048

    init(rule: Rule, index: Int, patterns: PatternSet) {
        let run = patterns.info(index).holdBytes
        addLures(patterns.lures(for: index), run: run)
        for (place, example) in rule.examples.filter(\.isMatch).prefix(Self.mostExamples).enumerated() {
            add(example: example.text, "example \(place + 1)", run: run)
        }
        for text in Self.common { add(text.name, [], Array(text.stretch.utf8)) }
    }

    private mutating func add(_ name: String, _ beginning: [UInt8], _ stretch: [UInt8]) {
        guard !stretch.isEmpty else { return }
        recipes.append(AdversaryRecipe(name: name, beginning: beginning, stretch: stretch))
    }

    private mutating func addLures(_ lures: [Lure], run: Int) {
        for lure in lures where !lure.pump.isEmpty {
            add(lure.name, lure.head, lure.pump)
            addRun("\(lure.name), begun anew", lure.head, lure.pump, length: run)
        }
        var heads: Set<[UInt8]> = []
        for lure in lures where !lure.head.isEmpty && heads.insert(lure.head).inserted {
            let name = lure.pump.isEmpty ? lure.name : "beginning of \(lure.name)"
            for joint in Self.joints { add("\(name)\(Self.after(joint))", [], lure.head + joint.utf8) }
        }
    }

    /// A beginning and a run behind it, again and again.
    private mutating func addRun(_ name: String, _ head: [UInt8], _ pump: [UInt8], length: Int) {
        guard !head.isEmpty, !pump.isEmpty else { return }
        let bytes = min(max(length, Self.runLength.lowerBound), Self.runLength.upperBound)
        let copies = max(1, (bytes - head.count) / pump.count)
        add(name, [], head + [[UInt8]](repeating: pump, count: copies).joined())
    }

    /// A text that matches, without its end, whole, and with a run of each kind of character that it has.
    private mutating func add(example text: String, _ name: String, run: Int) {
        let scalars = Array(text.unicodeScalars)
        let prefix = { (count: Int) in Array(String(String.UnicodeScalarView(scalars[..<count])).utf8) }
        guard let last = scalars.indices.last else { return }
        for joint in ["", " "] {
            add("\(name) without its end\(Self.after(joint))", [], prefix(last) + joint.utf8)
        }
        add("\(name)\(Self.after(" "))", [], prefix(scalars.count) + Array(" ".utf8))
        let places = scalars.indices.dropFirst().filter { scalars[$0] != scalars[$0 - 1] }
        let stride = max(1, (places.count + Self.mostPlaces - 1) / Self.mostPlaces)
        for place in places.enumerated().filter({ $0.offset % stride == 0 }).map(\.element) {
            addRun(
                "\(name), character \(place + 1) repeated", prefix(place),
                Array(String(scalars[place]).utf8), length: run)
        }
    }

    private static func after(_ joint: String) -> String {
        switch joint {
        case "": " in a row"
        case " ": " with blanks between"
        default: " with `\(joint)` between"
        }
    }
}
