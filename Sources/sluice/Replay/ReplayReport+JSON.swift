import SluicePipeline
import SluiceRecording

extension ReplayReport {
    /// The report for a machine; members are added in later versions, never renamed.
    ///
    /// `exchanges` has for each recording `name`, `file`, `label`, `outcome` (`passed`, `modified`, `blocked`), `status`
    /// (what the client got), `refusal` (the code, where nothing was forwarded), `forwarded` (whether the provider was asked), `held_bytes` (the most that was held at a
    /// recorded cut), `hits` (`rule`, `target`, `start` and `end` in bytes of the running text, `action`, `shadow`),
    /// `receipt` (what was looked at, as in the decision log), `cuts`, `failures` and, for each of these, the command in `again` that tries it again.
    var json: JSONValue {
        let exchanges = outcomes.indices.map { index -> JSONValue in
            let outcome = outcomes[index]
            let report = fuzz.indices.contains(index) ? fuzz[index] : nil
            let failures = report?.failures ?? []
            return .object(
                outcome.endMembers + [
                    ("held_bytes", .integer(outcome.result.largestHoldBytes)), ("hits", outcome.hitList),
                    ("receipt", outcome.result.receipt.value), ("cuts", .integer(report?.cuts ?? 0)),
                    ("failures", .array(failures.map { .string($0.description) })),
                    ("again", .array(failures.map { .string(command(for: $0)) })),
                ])
        }
        return .object([("exchanges", .array(exchanges)), ("failures", .integer(failureCount))])
    }
}

extension ReplayOutcome {
    /// How the exchange ends, as reports for a machine say it.
    var endMembers: [(String, JSONValue)] {
        [
            ("name", .string(item.exchange.name)), ("file", .string(item.path)),
            ("label", item.label.map(JSONValue.string) ?? .null), ("outcome", .string(verdict.rawValue)),
            ("status", .integer(result.status)),
            ("refusal", result.refusal.map { .string($0.rawValue) } ?? .null),
            ("forwarded", .boolean(result.forwarded != nil)),
        ]
    }

    /// The hits, as reports for a machine have them.
    var hitList: JSONValue { .array(hits.map(\.json)) }
}

extension RuleHit {
    fileprivate var json: JSONValue {
        .object([
            ("rule", .string(rule)), ("target", .string(target)), ("start", .integer(span.lowerBound)),
            ("end", .integer(span.upperBound)), ("action", .string(action)), ("shadow", .boolean(isShadow)),
        ])
    }
}
