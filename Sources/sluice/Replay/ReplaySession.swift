import SluicePipeline
package import SluiceRecording
package import SluiceRules

/// Runs recordings through the filters under one rule set, at one level.
package struct ReplaySession: Sendable {
    package let set: RuleSet
    package let replay: Replay
    /// The same, whose receipts name the lines of the tables.
    private let reporting: Replay

    /// - Parameter level: The index of the level; what a recorded request asks for doesn't count.
    package init(_ set: RuleSet, level: Int) {
        self.set = set
        let policy = RoutePolicy(
            levelNames: set.levels, defaultLevel: level, floor: level, levelSources: [],
            views: set.levels.indices.map { set.view(level: $0) })
        let chain = Chain(stages: [FilterRequest(), FilterResponse()])
        replay = Replay(chain: chain, policy: policy)
        reporting = Replay(chain: chain, policy: policy, namesLines: true)
    }

    /// - Parameter replay: Runs exchanges through another chain under the same rules.
    package init(_ set: RuleSet, through replay: Replay) {
        self.set = set
        self.replay = replay
        reporting = replay
    }

    /// What becomes of an exchange.
    package func outcome(of item: RecordingFiles.Item) -> ReplayOutcome {
        ReplayOutcome(item, reporting.run(item.exchange, cutAt: item.cuts), set)
    }
}
