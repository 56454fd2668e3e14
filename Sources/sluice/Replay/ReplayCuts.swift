package import SluiceRecording

/// How the streams of recordings are cut beside the way in which they were recorded.
package enum ReplayCuts: Sendable {
    /// In no other way.
    case none
    /// In many ways.
    case plan(FuzzPlan)
    /// In one way, as a failure names it.
    case one(FuzzCut)

    /// What cutting an exchange finds; nil when nothing is to be cut, nothing tried where the exchange has no such place.
    package func report(_ exchange: RecordedExchange, through replay: Replay) -> FuzzReport? {
        switch self {
        case .none: nil
        case .plan(let plan): SplitFuzz(exchange, through: replay, plan: plan)?.run() ?? FuzzReport()
        case .one(let cut): SplitFuzz(exchange, through: replay)?.run(cut) ?? FuzzReport()
        }
    }
}
