package import SluiceRules
package import SluiceWire

/// One hit of a rule in one exchange, without the text that was hit.
package struct Finding: Sendable, Equatable {
    /// The rule, its action at the level in force, and whether it only counts.
    package var active: ActiveRule
    /// The kind of text it hit.
    package var target: Target
    /// Where: bytes of the text (a channel's running text, or one string).
    package var span: Range<Int>
    /// The keyword's index in its rule, 0 for a regex.
    package var element: Int
    /// Whether the engine gave up and `on_limit` decided.
    package var isLimit: Bool

    package init(_ hit: TextHit, target: Target) {
        active = hit.active
        self.target = target
        span = hit.span
        element = hit.element
        isLimit = hit.isLimit
    }

    /// The rule's index in the rule set.
    package var rule: Int { active.rule }
    /// What the rule does.
    package var action: Action { active.action }
    /// Whether it only counts.
    package var isShadow: Bool { active.isShadow }
    /// Whether the hit changes or ends the text.
    package var isDeciding: Bool { active.isDeciding }
}
