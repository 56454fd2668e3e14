internal import SluiceMatching
package import SluiceWire

/// Explains one text after the other under the same rules; what a text makes it compile, the next ones use.
package struct Explainer {
    package let set: RuleSet
    /// The index of the level.
    package let level: Int
    private let circumstances: Circumstances
    private var search: RuleSearch
    private var view: RuleView?

    /// - Parameters:
    ///   - level: The index of the level.
    ///   - origin: Where the texts come from, for exceptions that ask for it.
    package init(_ set: RuleSet, level: Int, origin: Origin = Origin()) {
        self.set = set
        self.level = level
        circumstances = set.circumstances(of: origin)
        search = RuleSearch(set, circumstances)
    }

    /// Searches a text for every rule of the set, whatever its state, level and targets.
    ///
    /// - Parameters:
    ///   - target: The kind of text; nil: every rule's own.
    ///   - encoding: How it is written; nil: as texts of its kind are when they stand alone.
    ///   - isSigned: Whether a signature is over it, so that what would change it ends it.
    ///   - isEarlier: Whether it belongs to a message before the assistant's last turn.
    package mutating func explain(
        _ text: [UInt8], as target: Target?, encoding: TextEncoding? = nil, isSigned: Bool = false,
        isEarlier: Bool = false
    ) -> Explanation {
        let encoding = encoding ?? target?.encoding(of: text) ?? .plain
        var findings: [Explanation.Finding] = []
        for index in search.rules(foundIn: text, encoding) {
            let standing = standing(of: set.rules[index], target, isEarlier: isEarlier)
            findings += search.findings(of: index, in: text, encoding).map { found in
                Explanation.Finding(
                    rule: index, span: found.hit.span, element: found.hit.element,
                    refusedBy: found.refusedBy, isLimit: found.hit.isLimit, standing: standing)
            }
        }
        let run = ExampleRun(
            text, cuts: EmptyCollection(), selection: selection(for: target, isEarlier: isEarlier),
            encoding: encoding, isSigned: isSigned)
        return Explanation(
            text: text, findings: findings, output: run.output,
            isBlocked: run.hits.contains { $0.isDeciding && $0.active.action == .block })
    }

    /// What acts on a kind of text.
    private mutating func selection(for target: Target?, isEarlier: Bool) -> RuleSelection? {
        guard let target else { return set.selectionOfAllTargets(level: level)?.under(circumstances) }
        let view = self.view ?? set.view(level: level).under(circumstances)
        self.view = view
        return view.selection(for: target, isEarlier: isEarlier)
    }

    private func standing(
        of rule: Rule, _ target: Target?, isEarlier: Bool
    ) -> Explanation.Standing {
        if rule.state == .off { return .off }
        if let target, !rule.applies(to: target) { return .otherTarget }
        if isEarlier, rule.scope == .new, target.map(RuleView.repeated.contains) ?? false {
            return .earlierMessage
        }
        if rule.level > level { return .aboveLevel }
        return rule.state == .shadow ? .shadow : .acts
    }
}
