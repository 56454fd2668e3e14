internal import SluiceMatching

/// Reading a regex, or keywords and word lists.
extension RuleReader {
    /// What is searched for by itself.
    struct Subject {
        var subject: Pattern.Subject
        /// Where the regex or the list of keywords stands.
        var node: ConfigNode
        var prefixLength = 0
        var capture: ConfigNode?
        var origins: [KeywordOrigin] = []
        /// Whether all of it could be read.
        var isWhole = true
    }

    /// Reads the fields of one subject; nil where none of them is there.
    func readSubject(_ match: inout ConfigMapping) -> Subject? {
        let regex = match.node("regex")
        let flags = match.node("flags")
        let capture = match.node("capture")
        let keywords = match.node("keywords")
        let lists = match.node("wordlists")
        if let regex {
            complain(about: [keywords, lists], "stands beside `regex`: make it a rule of its own")
            let prefix = readFlags(flags)
            let group = capture?.int("capture", in: 0...99, diagnostics) ?? 0
            let text = regex.string("regex", diagnostics)
            return Subject(
                subject: .regex(prefix + (text ?? ""), capture: group), node: regex,
                prefixLength: prefix.utf8.count, capture: capture, isWhole: text != nil)
        }
        complain(about: [flags, capture], "is for a regex")
        guard let node = keywords ?? lists else { return nil }
        let listed = readLists(lists)
        let phrases = readKeywords(keywords) + (listed ?? [])
        var seen: Set<String> = []
        let distinct = phrases.filter { seen.insert($0.phrase).inserted }
        return Subject(
            subject: .keywords(distinct.map(\.phrase)), node: node, origins: distinct.map(\.origin),
            isWhole: listed != nil)
    }

    func complain(about nodes: [ConfigNode?], _ problem: String) {
        for case let node? in nodes {
            diagnostics.error(.badValue, "this \(problem)", at: node.span)
        }
    }

    private func readFlags(_ node: ConfigNode?) -> String {
        guard let node, let elements = node.elements("flags", diagnostics) else { return "" }
        let flags = elements.compactMap { $0.choice("flags", of: ["i", "s", "m", "x"], diagnostics) }
        return flags.isEmpty ? "" : "(?\(flags.joined()))"
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
}
