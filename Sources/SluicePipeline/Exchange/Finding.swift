package import SluiceRules
package import SluiceWire

/// One hit of a rule in one exchange, without the text that was hit.
package struct Finding: Sendable {
    /// The rule's index in the rule set.
    package var rule: Int
    /// The kind of text it hit.
    package var target: Target
    /// Where: bytes of the text (a channel's running text, or one string).
    package var span: Range<Int>
    /// The keyword's index in its rule, 0 for a regex.
    package var element: Int
    /// What the rule does.
    package var action: Action
    /// Whether it only counts.
    package var isShadow: Bool
    /// Whether the engine gave up and `on_limit` decided.
    package var isLimit: Bool

    package init(
        rule: Int, target: Target, span: Range<Int>, element: Int, action: Action, isShadow: Bool, isLimit: Bool
    ) {
        self.rule = rule
        self.target = target
        self.span = span
        self.element = element
        self.action = action
        self.isShadow = isShadow
        self.isLimit = isLimit
    }
}
