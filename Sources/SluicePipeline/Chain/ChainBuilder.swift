package import SluiceRules

/// Builds a chain from the list of stages in a configuration.
///
/// Each element is a stage's name, or a mapping of one key, the name, to its options. Every fault is reported at its
/// place, all of them at once, each with its reason.
package struct ChainBuilder {
    /// One element of the list.
    struct Entry {
        var name: String
        /// Where the name stands.
        var span: SourceSpan
        var options: ConfigNode?
    }

    private let diagnostics: Diagnostics

    private init(_ diagnostics: Diagnostics) {
        self.diagnostics = diagnostics
    }

    /// The chain of a list such as `chain:` in a configuration.
    ///
    /// - Returns: Nil when something in the list was reported as an error.
    package static func chain(_ list: ConfigNode, _ diagnostics: Diagnostics) -> Chain? {
        let builder = ChainBuilder(diagnostics)
        let errors = diagnostics.errorCount
        guard let elements = list.elements("chain", diagnostics) else { return nil }
        let entries = elements.compactMap(builder.entry)
        let stages = entries.compactMap(builder.stage)
        if entries.count == elements.count { ChainOrder.check(entries, of: list, diagnostics) }
        ChainOrder.check(stages, entries, diagnostics)
        guard diagnostics.errorCount == errors else { return nil }
        return Chain(stages: stages)
    }

    private func entry(_ element: ConfigNode) -> Entry? {
        switch element.content {
        case .scalar(let name, _) where !element.isNull:
            return Entry(name: name, span: element.span, options: nil)
        case .mapping(let members):
            guard members.count == 1, let member = members.first else {
                diagnostics.error(
                    .wrongType, "one element of a chain is one stage, here are \(members.count)",
                    at: members.dropFirst().first?.keySpan ?? element.span,
                    help: "begin each stage with `- `, and indent its options under its name")
                return nil
            }
            return Entry(
                name: member.key, span: member.keySpan, options: member.value.isNull ? nil : member.value)
        default:
            return element.wrongType("chain", expected: "a list of stages", diagnostics)
        }
    }

    private func stage(_ entry: Entry) -> (any Stage)? {
        guard let build = StageRegistry.builders[entry.name] else {
            let names = StageRegistry.builders.keys.sorted()
            let nearest = Suggestion.nearest(to: entry.name, among: names)
            diagnostics.error(
                .badValue, "there is no stage `\(entry.name)`", at: entry.span,
                label: nearest.map { "did you mean `\($0)`?" },
                help: "the stages are \(names.map { "`\($0)`" }.joined(separator: ", "))")
            return nil
        }
        // A stage without options has no place of its own: what it complains about stands at its name.
        let complaints = Diagnostics()
        let stage = build(entry.options, complaints)
        for complaint in complaints.all { diagnostics.report(complaint.placed(at: entry.span)) }
        return stage
    }
}
