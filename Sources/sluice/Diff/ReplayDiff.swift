import SluicePipeline
import SluiceRecording

/// What becomes of the same recordings under two rule sets.
package struct ReplayDiff {
    /// What is counted.
    package enum Kind: String, CaseIterable, Sendable {
        /// Exchanges that only the second set blocks.
        case newBlocks = "new-blocks"
        /// Exchanges that only the first set blocks.
        case goneBlocks = "gone-blocks"
        /// Exchanges that neither blocks and that come out otherwise.
        case changedTexts = "changed-texts"
        /// Hits that only the second set has, those in shadow among them.
        case newHits = "new-hits"
        /// Hits that only the first set has.
        case goneHits = "gone-hits"
    }

    /// One exchange under both.
    package struct Pair: Sendable {
        package let before: ReplayOutcome
        package let after: ReplayOutcome

        /// How many of a kind this exchange adds.
        package func count(_ kind: Kind) -> Int {
            let blocked = (before.verdict == .blocked, after.verdict == .blocked)
            switch kind {
            case .newBlocks: return !blocked.0 && blocked.1 ? 1 : 0
            case .goneBlocks: return blocked.0 && !blocked.1 ? 1 : 0
            case .changedTexts:
                let isSame =
                    before.result.body == after.result.body
                    && before.result.forwarded == after.result.forwarded
                return !blocked.0 && !blocked.1 && !isSame ? 1 : 0
            case .newHits: return Set(after.hits).subtracting(before.hits).count
            case .goneHits: return Set(before.hits).subtracting(after.hits).count
            }
        }
    }

    /// What a rule hits under both.
    package struct RuleChange: Sendable {
        package let rule: String
        package var new = 0
        package var gone = 0
        /// The first recording with a new hit.
        package var example: String?
    }

    package let pairs: [Pair]

    package init(_ before: ReplaySession, _ after: ReplaySession, _ items: [RecordingFiles.Item]) {
        pairs = items.map { Pair(before: before.outcome(of: $0), after: after.outcome(of: $0)) }
    }

    /// How many there are of a kind.
    ///
    /// - Parameter label: Only recordings with this label count; nil: all.
    package func count(_ kind: Kind, label: String? = nil) -> Int {
        pairs.reduce(0) { sum, pair in
            label == nil || pair.after.item.label == label ? sum + pair.count(kind) : sum
        }
    }

    /// The exchanges that a set blocks, of those with a label.
    func blocked(_ side: KeyPath<Pair, ReplayOutcome>, label: String?) -> Int {
        pairs.count { $0[keyPath: side].item.label == label && $0[keyPath: side].verdict == .blocked }
    }

    /// The rules whose hits differ, by their ids.
    package var rules: [RuleChange] {
        var changes: [String: RuleChange] = [:]
        for pair in pairs {
            for hit in Set(pair.after.hits).subtracting(pair.before.hits) {
                changes[hit.rule, default: RuleChange(rule: hit.rule)].new += 1
                if changes[hit.rule]?.example == nil {
                    changes[hit.rule]?.example = pair.after.item.exchange.name
                }
            }
            for hit in Set(pair.before.hits).subtracting(pair.after.hits) {
                changes[hit.rule, default: RuleChange(rule: hit.rule)].gone += 1
            }
        }
        return changes.values.sorted { $0.rule < $1.rule }
    }
}
