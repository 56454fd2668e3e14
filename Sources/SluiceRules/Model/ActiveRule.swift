/// A rule as it stands in one view: what a hit does here.
package struct ActiveRule: Sendable, Hashable {
    /// The rule's index in its set.
    package var rule: Int
    /// The action at the view's level.
    package var action: Action
    /// Whether the action is only recorded.
    package var isShadow: Bool

    package init(rule: Int, action: Action, isShadow: Bool) {
        self.rule = rule
        self.action = action
        self.isShadow = isShadow
    }

    /// Whether text has to be held until this rule is decided.
    package var isDeciding: Bool { !isShadow && action.changesText }
}
