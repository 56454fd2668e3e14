/// A rule of another tool on its way into a rule file, in shadow.
package struct ImportedRule {
    /// What is searched for.
    package enum Subject: Equatable {
        case regex(String, capture: Int)
        case keywords([String])
    }

    package var id: String
    package var description: String
    package var subject: Subject
    package var severity = "medium"
    package var level: String?
    package var tags: [String] = []
    package var action = "redact"
    package var boundary: String?
    package var minimumEntropy: Double?
    /// The field of an exception, its YAML value and its reason.
    package var exceptions: [(field: String, value: String, reason: String)] = []
    /// A text that the rule hits.
    package var example: String
    /// What couldn't be carried over, or has changed.
    package var notes: [String] = []

    package init(
        id: String, description: String, subject: Subject, severity: String = "medium", example: String
    ) {
        self.id = id
        self.description = description
        self.subject = subject
        self.severity = severity
        self.example = example
    }

    /// The rule as an element of a rule file's list.
    func yaml(origin: String) -> String {
        var lines = [
            "  - id: \(id)", "    description: \(YAMLText.quoted(description))", "    severity: \(severity)",
        ]
        if let level { lines.append("    level: \(level)") }
        lines.append("    state: shadow")
        if !tags.isEmpty { lines.append("    tags: \(Self.list(tags))") }
        lines += ["    targets: [request.*, response.*]"]
        switch subject {
        case .regex(let regex, let capture):
            lines += ["    normalize: []", "    match:", "      regex: \(YAMLText.quoted(regex))"]
            if capture > 0 { lines.append("      capture: \(capture)") }
        case .keywords(let keywords):
            lines += ["    match:", "      keywords: \(Self.list(keywords))"]
        }
        if let boundary { lines.append("      boundary: \(boundary)") }
        if let minimumEntropy { lines.append("    validate: [{ entropy: { min: \(minimumEntropy) } }]") }
        if !exceptions.isEmpty { lines.append("    except:") }
        for exception in exceptions {
            lines += [
                "      - \(exception.field): \(exception.value)",
                "        reason: \(YAMLText.quoted(exception.reason))",
            ]
        }
        lines += [
            "    action: \(action)", "    examples:", "      match: [\(YAMLText.quoted(example))]",
            "      no_match: ['-']", "    metadata: { origin: \(YAMLText.quoted(origin)) }",
        ]
        return lines.joined(separator: "\n") + "\n"
    }

    static func list(_ texts: [String]) -> String {
        "[\(texts.map(YAMLText.quoted).joined(separator: ", "))]"
    }

    /// A name as a part of an id.
    static func identifier(_ name: String) -> String {
        var result = ""
        for scalar in name.lowercased().unicodeScalars {
            let isKept = ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar) || scalar == "_"
            if isKept {
                result.unicodeScalars.append(scalar)
            } else if !result.hasSuffix("-") {
                result += "-"
            }
        }
        let trimmed = result.drop { $0 == "-" || $0 == "_" }
        return trimmed.isEmpty ? "rule" : String(trimmed)
    }
}
