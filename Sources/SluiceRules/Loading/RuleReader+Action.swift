internal import SluiceMatching
internal import SluiceWire

/// Reading where a rule applies and what a hit does.
extension RuleReader {
    mutating func readTargets() -> [Target] {
        guard let node = fields.node("targets") else { return [.requestUser, .responseText] }
        guard let elements = node.elements("targets", diagnostics) else { return [] }
        var targets: [Target] = []
        for element in elements {
            guard let glob = element.string("an element of targets", diagnostics) else { continue }
            let named = Target.allCases.filter { Glob.matches(glob, $0.rawValue) }
            if named.isEmpty {
                let known = Target.allCases.map(\.rawValue)
                let nearest = Suggestion.nearest(to: glob, among: known + ["request.*", "response.*"])
                diagnostics.error(
                    .badValue, "`\(glob)` is not a target", at: element.span,
                    label: nearest.map { "did you mean `\($0)`?" },
                    help: "known are \(known.joined(separator: ", ")), request.*, response.*")
            }
            targets += named.filter { !targets.contains($0) }
        }
        if elements.isEmpty {
            diagnostics.error(.badAction, "a rule without targets never does anything", at: node.span)
        }
        return targets
    }

    /// The action at each level; a level that isn't named has that of the next lower one.
    mutating func readActions(from level: Int) -> [Action] {
        guard let node = fields.requiredNode("action", example: "log") else { return [] }
        guard case .mapping(let members) = node.content else {
            let action = node.choice("action", Action.self, diagnostics) ?? .log
            return Array(repeating: action, count: max(1, context.levels.count))
        }
        var named: [Int: Action] = [:]
        for member in members {
            guard let index = context.levels.firstIndex(of: member.key) else {
                let nearest = Suggestion.nearest(to: member.key, among: context.levels)
                diagnostics.error(
                    .badValue, "`\(member.key)` is not a level", at: member.keySpan,
                    label: nearest.map { "did you mean `\($0)`?" },
                    help: "known are \(context.levels.joined(separator: ", "))")
                continue
            }
            named[index] = member.value.choice("action", Action.self, diagnostics)
        }
        let atOwnLevel = (0...level).last { named[$0] != nil }.flatMap { named[$0] }
        guard let first = atOwnLevel else {
            let name = context.levels.indices.contains(level) ? context.levels[level] : "its own"
            diagnostics.error(
                .badAction, "the rule has no action at level `\(name)`, from which it is active",
                at: node.headSpan, help: "name the action of `\(name)` too, or raise `level`")
            return []
        }
        var current = first
        return context.levels.indices.map { index in
            if index >= level, let action = named[index] { current = action }
            return current
        }
    }

    mutating func readReplacement(_ actions: [Action]) -> Replacement {
        let standard = Replacement(text: "[redacted]")
        guard let node = fields.node("replacement") else {
            if actions.contains(.replace) {
                diagnostics.error(
                    .badAction, "the action `replace` needs a `replacement`", at: fields.node.headSpan,
                    help: "`replacement: 'text'`; or `action: redact`, which puts [redacted]")
            }
            return standard
        }
        let isUsed = actions.isEmpty || actions.contains { $0 == .redact || $0 == .replace }
        if !isUsed, !inherited.contains("replacement") {
            diagnostics.error(
                .badAction, "a `replacement` without an action that uses it", at: node.span,
                help: "`replacement` belongs to `redact` and `replace`")
        }
        guard case .mapping = node.content else {
            return node.string("replacement", diagnostics).map(Replacement.init(text:)) ?? standard
        }
        var mapping = node.mapping("replacement", diagnostics)
        let template = mapping.requiredNode("template")
        mapping.finish()
        guard let template, let text = template.string("template", diagnostics) else { return standard }
        do throws(TemplateError) {
            return try Replacement(template: text, rule: fields.node("id")?.text ?? "")
        } catch {
            diagnostics.error(
                .badValue, error.message, at: template.span(ofByte: error.offset) ?? template.span,
                help: "known are {first:N}, {last:N}, {len:TEXT} and {rule}; {{ and }} are braces")
            return standard
        }
    }

    mutating func readLimitPolicy(_ actions: [Action]) -> LimitPolicy {
        switch fields.choice("on_limit", of: ["match", "no_match"]) {
        case "match": .match
        case "no_match": .noMatch
        default: actions.contains { $0.changesText } ? .match : .noMatch
        }
    }
}
