import SluiceRules

/// The rules of another tool's file: those that load, and why the others don't.
package struct ImportedRules {
    package private(set) var rules: [ImportedRule] = []
    /// The names of what was left out, and why.
    package private(set) var skipped: [(name: String, reason: String)] = []
    /// What holds for the file as a whole.
    package var notes: [String] = []
    private let origin: String
    private var ids: Set<String> = []

    /// - Parameter origin: The name of the file that the rules come from.
    package init(origin: String) {
        self.origin = origin
    }

    package mutating func skip(_ name: String, _ reason: String) {
        skipped.append((name, reason))
    }

    /// Takes a rule if it loads and hits its example; repeats without an upper bound get one.
    package mutating func add(_ rule: ImportedRule) {
        var rule = rule
        guard ids.insert(rule.id).inserted else { return skip(rule.id, "the id is there already") }
        var faults = faults(of: rule)
        if !faults.isEmpty, case .regex(let regex, let capture) = rule.subject,
            RegexBounds.bounded(regex) != regex
        {
            rule.subject = .regex(RegexBounds.bounded(regex), capture: capture)
            rule.notes.append("repeats without a bound end at \(RegexBounds.most)")
            faults = self.faults(of: rule)
        }
        if let fault = faults.first {
            return skip(rule.id, PlainLine.of("\(fault.code.rawValue): \(fault.message)"))
        }
        rules.append(rule)
    }

    private func faults(of rule: ImportedRule) -> [Diagnostic] {
        let diagnostics = Diagnostics()
        let text = "version: 1\nrules:\n" + rule.yaml(origin: origin)
        _ = RuleSet.load(["a.rules.yaml"], files: .memory(["a.rules.yaml": Array(text.utf8)]), diagnostics)
        return diagnostics.all.filter { $0.severity == .error }
    }

    /// The rule file.
    package var file: String {
        "version: 1\nrules:\n" + rules.map { $0.yaml(origin: origin) }.joined(separator: "\n")
    }

    /// What was done, for a person.
    package func report(path: String) -> String {
        var lines = rules.isEmpty ? [] : ["\(Count.of(rules.count, "rule")) imported, in shadow: \(path)"]
        for rule in rules {
            lines += rule.notes.map { "  \(rule.id): \($0)" }
        }
        if !skipped.isEmpty {
            lines.append("\(Count.of(skipped.count, "rule")) left out:")
            lines += skipped.map { "  \(PlainLine.of($0.name)): \($0.reason)" }
        }
        lines += notes
        return lines.map { $0 + "\n" }.joined()
    }
}
