package import SluiceRules

/// Reads a category of LiteLLM's content filter: keywords with severities, phrase patterns, exceptions.
package struct LiteLLMCategory {
    private let prefix: String
    private let diagnostics: Diagnostics

    /// The level from which a keyword of a severity is active.
    private static let levels = ["high": "low", "medium": "medium", "low": "high"]

    /// The rules of a file; nil when it is no YAML, which is reported.
    package static func read(
        _ bytes: [UInt8], path: String, prefix: String, origin: String, _ diagnostics: Diagnostics
    ) -> ImportedRules? {
        guard let root = YAMLDocument.read(path: path, bytes: bytes, diagnostics) else { return nil }
        let errors = diagnostics.errorCount
        let result = LiteLLMCategory(prefix: prefix, diagnostics: diagnostics).read(root, origin)
        return diagnostics.errorCount == errors ? result : nil
    }

    private func read(_ root: ConfigNode, _ origin: String) -> ImportedRules {
        var result = ImportedRules(origin: origin)
        var fields = root.mapping("the category", diagnostics)
        let name = fields.requiredString("category_name", example: "self_harm") ?? ""
        let description = fields.string("description") ?? "A category of words."
        let action = fields.string("default_action")?.uppercased() == "MASK" ? "redact" : "block"
        let exceptions = fields.stringList("exceptions") ?? []
        let category = ImportedRule.identifier(name)
        var words: [String: [String]] = [:]
        for key in ["always_block_keywords", "keywords"] {
            for element in fields.elements(key) ?? [] { add(element, to: &words) }
        }
        for severity in ["high", "medium", "low"] {
            guard let keywords = words[severity], let first = keywords.first else { continue }
            var rule = ImportedRule(
                id: "\(prefix).\(category)-\(severity)", description: description,
                subject: .keywords(keywords), severity: severity, example: first)
            rule.level = Self.levels[severity]
            rule.action = action
            let covering = exceptions.filter { phrase in
                keywords.contains { phrase.lowercased().contains($0.lowercased()) && phrase != $0 }
            }
            if !covering.isEmpty {
                rule.exceptions = [
                    ("covering", ImportedRule.list(covering), "An exception of the imported category.")
                ]
            }
            let others = exceptions.count - covering.count
            if others > 0 {
                rule.notes.append("\(Count.of(others, "exception")) for whole sentences not carried over")
            }
            rule.notes.append("a keyword is a word of its own now, where it was found inside words before")
            result.add(rule)
        }
        for (index, pattern) in (fields.stringList("phrase_patterns") ?? []).enumerated() {
            let id = "\(prefix).\(category)-phrase-\(index + 1)"
            guard let example = RegexSample.text(of: pattern) else {
                result.skip(id, "no text for its pattern was found that could prove it")
                continue
            }
            var rule = ImportedRule(
                id: id, description: description, subject: .regex("(?i)" + pattern, capture: 0),
                example: example)
            rule.action = action
            result.add(rule)
        }
        for key in ["identifier_words", "additional_block_words", "inherit_from"]
        where fields.node(key) != nil {
            result.notes.append("`\(key)` was not carried over: pairs of words need `all_of`")
        }
        return result
    }

    private func add(_ element: ConfigNode, to words: inout [String: [String]]) {
        if let text = element.text {
            words["high", default: []].append(text)
            return
        }
        var fields = element.mapping("keywords", diagnostics)
        let word = fields.requiredString("keyword", example: "a phrase")
        let severity = fields.choice("severity", of: ["high", "medium", "low"]) ?? "medium"
        if let word { words[severity, default: []].append(word) }
    }
}
