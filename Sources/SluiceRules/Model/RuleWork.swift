import SluiceMatching

/// What the rules of a set cost by themselves, beside the search that all of them share.
///
/// A run is one of a rule's regex at a place where it may begin, with all that decides whether the match is a hit, or
/// one look at the conditions of a keyword that was found. Keywords without conditions have none.
package struct RuleWork: Sendable {
    /// How often, and how long in all.
    package struct Cost: Sendable, Equatable {
        package var runs: Int
        package var nanoseconds: Int

        package init(runs: Int = 0, nanoseconds: Int = 0) {
            self.runs = runs
            self.nanoseconds = nanoseconds
        }
    }

    /// The rules.
    package let set: RuleSet
    private var work: [PatternWork]

    /// No work has been done yet.
    package init(of set: RuleSet) {
        self.set = set
        work = [PatternWork](repeating: PatternWork(), count: set.rules.count)
    }

    /// Adds what is done for the rules on this thread as long as `body` runs, which is for no other set.
    package mutating func measure<Result>(_ body: () -> Result) -> Result {
        PatternWork.measure(into: &work, body)
    }

    /// Adds the work for the same rules that was measured elsewhere.
    package mutating func add(_ other: RuleWork) {
        guard set === other.set else { return }
        for (index, more) in other.work.enumerated() where more.runs > 0 {
            work[index].runs += more.runs
            work[index].nanoseconds += more.nanoseconds
        }
    }

    /// The cost of each rule that had any, by its id.
    package var costs: [String: Cost] {
        var costs: [String: Cost] = [:]
        for (rule, work) in zip(set.rules, work) where work.runs > 0 {
            costs[rule.id] = Cost(runs: work.runs, nanoseconds: work.nanoseconds)
        }
        return costs
    }
}
