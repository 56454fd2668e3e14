/// What an exchange is to rules with a schedule: its day, and the share of its conversation.
package struct RuleStanding: Sendable, Hashable {
    /// The day on which the exchange began.
    package var day: Day
    /// A number below 100, the same for all exchanges of a conversation: rules with a larger `rollout` act in it.
    package var share: Int

    package init(day: Day, share: Int) {
        self.day = day
        self.share = share
    }
}
