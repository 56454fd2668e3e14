import ArgumentParser

/// `sluice import modsecurity`: phrase lists.
struct ImportModSecurityCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "modsecurity",
        abstract: "Make a rule of a phrase list of ModSecurity (@pmFromFile).",
        discussion: """
            One phrase on each line, lines with # are comments. Phrases are found anywhere, inside words too, whatever their \
            case, as @pm does it. The rule stands in shadow; phrases of at most three letters, or of more than 1,000 characters, are left out and counted.

              sluice import modsecurity scanners.data --id imported --out rules

            Exits with 0, 2 when the list can't be used, 3 when a file can't be read or written, or is there already.
            """)

    @OptionGroup var options: ImportRulesOptions

    func run() throws {
        guard let text = String(validating: try options.read(), as: UTF8.self) else {
            throw options.end("`\(options.file)` is not valid UTF-8", .badInput)
        }
        let list = ImportedWords(
            text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" })
        var rules = ImportedRules(origin: options.origin)
        if let first = list.words.first {
            let name = options.origin.split(separator: ".").first.map(String.init) ?? options.origin
            var rule = ImportedRule(
                id: "\(options.id).\(ImportedRule.identifier(name))",
                description: "Phrases of an imported list.", subject: .keywords(list.words.map(\.text)),
                example: first.text)
            rule.boundary = "none"
            rule.action = "block"
            rules.add(rule)
        }
        if !list.review.isEmpty {
            rules.notes.append("\(Count.of(list.review.count, "phrase")) of at most three letters left out")
        }
        if let note = list.longNote { rules.notes.append(note) }
        try options.write(rules)
    }
}
