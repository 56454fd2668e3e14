import SluicePipeline
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

    /// One hit.
    package struct Hit: Sendable, Hashable {
        package let rule: String
        package let target: String
        /// The bytes of the running text.
        package let span: Range<Int>
        package let action: String
        package let isShadow: Bool
    }

    package let item: RecordingFiles.Item
    package let result: ReplayResult
    package let verdict: Verdict
    package let hits: [Hit]

    init(_ item: RecordingFiles.Item, _ result: ReplayResult, _ set: RuleSet) {
        self.item = item
        self.result = result
        hits = result.findings.map { finding in
            Hit(
                rule: set.rules[finding.rule].id, target: finding.target.rawValue, span: finding.span,
                action: finding.action.rawValue, isShadow: finding.isShadow)
        }
        let recorded = item.exchange
        let isBlocked =
            result.forwarded == nil || result.findings.contains { $0.isDeciding && $0.action == .block }
        let isSame = result.forwarded == recorded.request.body && result.body == recorded.response.body
        verdict = isBlocked ? .blocked : isSame ? .passed : .modified
    }
}
