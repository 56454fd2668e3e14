package import SluiceRules

/// What a route lays down for its exchanges: levels and the rules active at each of them.
///
/// Immutable and shared; a reload makes a new one, and running exchanges keep theirs.
package final class RoutePolicy: Sendable {
    /// The names of the levels, lowest first.
    package let levelNames: [String]
    /// The index of the level of a request that names none, the floor applied.
    package let defaultLevel: Int
    /// The index of the level that no request goes below.
    package let floor: Int
    /// Where a request may name its level.
    package let levelSources: [LevelSource]
    /// The body fields among them.
    let bodyNames: BodyNames
    /// The rules active at each level.
    package let views: [RuleView]
    /// The rules that it takes its own from; nil where it has no level.
    package var rules: RuleSet? { views.first?.set }
    /// What the route is to each client; nil where nobody is asked who they are.
    package let access: RouteAccess?

    package init(
        levelNames: [String], defaultLevel: Int, floor: Int, levelSources: [LevelSource], views: [RuleView],
        access: RouteAccess? = nil
    ) {
        self.access = access
        self.levelNames = levelNames
        self.defaultLevel = max(defaultLevel, floor)
        self.floor = floor
        self.levelSources = levelSources
        bodyNames = BodyNames(
            levelSources.compactMap { source in
                if case .body(let name) = source { name } else { nil }
            })
        self.views = views
    }
}
