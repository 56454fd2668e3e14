import SluicePipeline
import SluiceRules

/// What `moderation` says: the levels, and where a request names its own.
struct ModerationLevels {
    var names = ["low", "medium", "high"]
    /// The index of the level of a request that names none.
    var standard = 0
    /// The index of the level that no request goes below.
    var floor = 0
    var sources: [LevelSource] = []

    /// The policy of a route; nil when the rules didn't load.
    func policy(
        _ rules: RuleSet?, floor: Int, overrides: RuleOverrides, access: RouteAccess? = nil
    ) -> RoutePolicy? {
        guard let rules else { return nil }
        return RoutePolicy(
            levelNames: names, defaultLevel: standard, floor: floor, levelSources: sources,
            views: names.indices.map { rules.view(level: $0, overrides: overrides) },
            access: access)
    }
}
