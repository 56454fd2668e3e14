/// When an enforced rule acts, and in which conversations.
package struct RuleSchedule: Sendable, Hashable {
    /// Before this day the rule is off.
    package var from: Day?
    /// From this day on the rule is off.
    package var until: Day?
    /// Before this day the rule is in shadow.
    package var shadowUntil: Day?
    /// In so many of a hundred conversations it is enforced, in the others it is in shadow.
    package var rollout: Int?

    package init(from: Day? = nil, until: Day? = nil, shadowUntil: Day? = nil, rollout: Int? = nil) {
        self.from = from
        self.until = until
        self.shadowUntil = shadowUntil
        self.rollout = rollout
    }

    /// The days on which something changes.
    var days: [Day] { [from, until, shadowUntil].compactMap(\.self) }

    /// The state of the rule; without a standing it is enforced.
    func state(at standing: RuleStanding?) -> RuleState {
        guard let standing else { return .enforce }
        if let from, standing.day < from { return .off }
        if let until, standing.day >= until { return .off }
        if let shadowUntil, standing.day < shadowUntil { return .shadow }
        if let rollout, standing.share >= rollout { return .shadow }
        return .enforce
    }
}
