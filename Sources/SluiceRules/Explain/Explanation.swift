internal import SluiceMatching
package import SluiceWire

/// What a rule set makes of one text, and why.
package struct Explanation: Sendable {
    /// Something that a rule's pattern found.
    package struct Finding: Sendable {
        /// The rule's index in the set.
        package let rule: Int
        /// The bytes that were found.
        package let span: Range<Int>
        /// The keyword's index in its pattern, 0 for a regex.
        package let element: Int
        /// The conditions that the match doesn't meet; it is a hit if there are none.
        package let refusedBy: [Condition]
        /// Whether the engine gave up and `on_limit` decided.
        package let isLimit: Bool
        /// What becomes of a hit.
        package let standing: Standing
    }

    /// Why a rule acts on the text, or doesn't.
    package enum Standing: Sendable, Hashable {
        case acts
        case shadow
        case off
        /// The rule is active from a higher level on.
        case aboveLevel
        /// The rule doesn't name this kind of text.
        case otherTarget
    }

    package let text: [UInt8]
    /// What was found, by rule and place.
    package let findings: [Finding]
    /// What a client would get.
    package let output: [UInt8]
    /// Whether the text is ended by a block.
    package let isBlocked: Bool

    /// Searches a text for every rule of a set, whatever its state, level and targets.
    ///
    /// - Parameters:
    ///   - target: The kind of text; nil: every rule's own.
    ///   - level: The index of the level.
    ///   - origin: Where the text comes from, for exceptions that ask for it.
    package init(
        of text: [UInt8], by set: RuleSet, target: Target?, level: Int, origin: Origin = Origin()
    ) {
        self.text = text
        let encoding = target?.encoding(of: text) ?? .plain
        let circumstances = set.circumstances(of: origin)
        let search = RuleSearch(text: text, encoding: encoding, circumstances: circumstances)
        findings = set.rules.indices.flatMap { index in
            let standing = Self.standing(of: set.rules[index], target: target, level: level)
            return search.findings(of: index, in: set).map { found in
                Finding(
                    rule: index, span: found.hit.span, element: found.hit.element,
                    refusedBy: found.refusedBy, isLimit: found.hit.isLimit, standing: standing)
            }
        }
        let selection =
            if let target {
                set.view(level: level).under(circumstances).selection(for: target)
            } else {
                set.selectionOfAllTargets(level: level, of: origin)
            }
        let run = ExampleRun(text, cuts: EmptyCollection(), selection: selection, encoding: encoding)
        output = run.output
        isBlocked = run.hits.contains { $0.isDeciding && $0.active.action == .block }
    }

    private static func standing(of rule: Rule, target: Target?, level: Int) -> Standing {
        if rule.state == .off { return .off }
        if let target, !rule.applies(to: target) { return .otherTarget }
        if rule.level > level { return .aboveLevel }
        return rule.state == .shadow ? .shadow : .acts
    }
}
