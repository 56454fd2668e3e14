/// The views of a set whose rules have schedules: one for each stretch of days and each range of conversations.
struct RuleStages: Sendable {
    /// The days on which something changes, ascending.
    private let days: [Day]
    /// The shares of the rules that act in a part of the conversations, ascending.
    private let rollouts: [Int]
    /// For each stretch of days those of the ranges of conversations.
    private let views: [RuleView]

    /// Nil where no rule has a schedule.
    ///
    /// - Parameter view: Makes the view at a standing.
    init?(of schedules: [RuleSchedule], _ view: (RuleStanding) -> RuleView) {
        guard !schedules.isEmpty else { return nil }
        days = Set(schedules.flatMap(\.days)).sorted()
        rollouts = Set(schedules.compactMap(\.rollout)).sorted()
        var views: [RuleView] = []
        for day in [Day(number: .min)] + days {
            for share in [0] + rollouts { views.append(view(RuleStanding(day: day, share: share))) }
        }
        self.views = views
    }

    /// Whether any rule acts in a part of the conversations only.
    var tellsConversations: Bool { !rollouts.isEmpty }

    func view(at standing: RuleStanding) -> RuleView {
        let stretch = days.count { $0 <= standing.day }
        let range = rollouts.count { $0 <= standing.share }
        return views[stretch * (rollouts.count + 1) + range]
    }
}
