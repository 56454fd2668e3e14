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
            return .object([
                ("name", .string(outcome.item.exchange.name)), ("file", .string(outcome.item.path)),
                ("label", outcome.item.label.map(JSONValue.string) ?? .null),
                ("outcome", .string(outcome.verdict.rawValue)), ("status", .integer(outcome.result.status)),
                ("refusal", outcome.result.refusal.map { .string($0.rawValue) } ?? .null),
                ("forwarded", .boolean(outcome.result.forwarded != nil)),
                ("held_bytes", .integer(outcome.result.largestHoldBytes)),
                ("hits", .array(outcome.hits.map(Self.json))),
                ("receipt", outcome.result.receipt.value), ("cuts", .integer(report?.cuts ?? 0)),
                ("failures", .array((report?.failures ?? []).map { .string($0.description) })),
                ("again", .array((report?.failures ?? []).map { .string(command(for: $0)) })),
            ])
        }
        return .object([("exchanges", .array(exchanges)), ("failures", .integer(failureCount))])
    }

    private static func json(_ hit: RuleHit) -> JSONValue {
        .object([
            ("rule", .string(hit.rule)), ("target", .string(hit.target)),
            ("start", .integer(hit.span.lowerBound)), ("end", .integer(hit.span.upperBound)),
            ("action", .string(hit.action)), ("shadow", .boolean(hit.isShadow)),
        ])
    }
}
