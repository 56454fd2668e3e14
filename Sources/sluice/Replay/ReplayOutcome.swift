package import SluicePipeline
package import SluiceRecording
import SluiceRules
import SluiceWire

/// What became of one recorded exchange.
package struct ReplayOutcome: Sendable {
    /// In a word.
    package enum Verdict: String, Sendable, CaseIterable {
        /// Both sides got what was recorded.
        case passed
        /// A text was changed.
        case modified
        /// A rule, or a policy, ended the exchange.
        case blocked
    }

    package let item: RecordingFiles.Item
    package let result: ReplayResult
    package let verdict: Verdict
    package let hits: [RuleHit]

    init(_ item: RecordingFiles.Item, _ result: ReplayResult, _ set: RuleSet) {
        self.item = item
        self.result = result
        hits = result.findings.compactMap { RuleHit($0, of: set) }
        let recorded = item.exchange
        let isBlocked =
            result.forwarded == nil || result.findings.contains { $0.isDeciding && $0.action == .block }
        let isSame = result.forwarded == recorded.request.body && result.body == recorded.response.body
        verdict = isBlocked ? .blocked : isSame ? .passed : .modified
    }
}
