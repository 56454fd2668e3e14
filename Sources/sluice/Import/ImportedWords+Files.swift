package import SluiceRules

extension ImportedWords {
    /// The list that the rule names: one word on each line, its tags behind a tab.
    package var wordFile: String { Self.lines(of: words) }

    /// The list of words that no rule uses.
    package var reviewFile: String {
        "# Too short to be a rule without a person's judgement; move what is wanted to the list beside this.\n"
            + Self.lines(of: review)
    }

    /// The rule, in shadow.
    package func ruleFile(id: String, name: String, origin: String) -> String {
        let example = words.first { Self.isExample($0.text) } ?? words[0]
        return """
            version: 1
            lists:
              \(name): { file: wordlists/\(name).txt }
            rules:
              - id: \(id)
                description: Words of an imported list.
                severity: medium
                state: shadow
                targets: [request.user, response.text]
                match: { wordlists: [\(name)] }
                action: block
                examples:
                  match: [\(YAMLText.quoted(example.text))]
                  no_match: ['-']
                metadata: { origin: \(YAMLText.quoted(origin)) }

            """
    }

    /// What was done, for a person.
    package func report(encoding: WordEncoding, rules: String, words: String, review: String) -> String {
        var lines = [
            "\(Count.of(self.lines, "word")) in \(encoding.rawValue)",
            "\(Count.grouped(self.words.count)) imported: \(rules) and \(words), in shadow",
        ]
        if !self.review.isEmpty {
            lines.append("\(Count.grouped(self.review.count)) too short, to review: \(review)")
        }
        if let longNote { lines.append(longNote) }
        if duplicates > 0 { lines.append("\(Count.of(duplicates, "duplicate")) dropped") }
        return lines.joined(separator: "\n") + "\n"
    }

    /// What is said of the words that are too long; nil without any.
    package var longNote: String? {
        long > 0
            ? "\(Count.of(long, "word")) of more than \(Count.grouped(Self.longest)) characters left out"
            : nil
    }

    private static func lines(of words: [Word]) -> String {
        words.map { word in
            word.text + (word.tags.isEmpty ? "" : "\t" + word.tags.joined(separator: ","))
        }.joined(separator: "\n") + "\n"
    }

    private static func isExample(_ word: String) -> Bool {
        word.unicodeScalars.allSatisfy { !$0.properties.isWhitespace && $0 != "'" }
    }
}
