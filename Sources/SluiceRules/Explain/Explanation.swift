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
    package enum Standing: Sendable, Hashable, CaseIterable {
        case acts
        case shadow
        case off
        /// The rule is active from a higher level on.
        case aboveLevel
        /// The rule doesn't name this kind of text.
        case otherTarget
        /// The rule looks at new messages only.
        case earlierMessage
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
        var explainer = Explainer(set, level: level, origin: origin)
        self = explainer.explain(text, as: target)
    }

    init(text: [UInt8], findings: [Finding], output: [UInt8], isBlocked: Bool) {
        self.text = text
        self.findings = findings
        self.output = output
        self.isBlocked = isBlocked
    }

    /// The same with those findings only that fulfil a condition.
    package func keeping(_ isKept: (Finding) -> Bool) -> Explanation {
        Explanation(text: text, findings: findings.filter(isKept), output: output, isBlocked: isBlocked)
    }
}
