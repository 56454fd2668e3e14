import SluicePipeline
import SluiceRules
import SluiceWire

extension RecordingsExplanation {
    /// The report for a machine; members are added in later versions, never renamed.
    ///
    /// `exchanges` has for each recording `name`, `file`, `label`, `outcome`, `status`, `refusal`, `forwarded` and `hits` as
    /// the report of a replay has them, and `texts`: each with `target`, `place` (its path in the JSON, or null), `events`
    /// (the first and the last that brought it, or null), `earlier`, `joined` (whether it is several texts read as one),
    /// `repeat`, `characters`, `blocked`, and `findings` as the report of a text has them, with the `text` that was found.
    package var json: JSONValue {
        .object([
            ("exchanges", .array(exchanges.map(json))), ("rules", .integer(rules.set.rules.count)),
        ])
    }

    private func json(_ exchange: ExchangeExplanation) -> JSONValue {
        .object(
            exchange.outcome.endMembers + [
                ("hits", exchange.outcome.hitList), ("texts", .array(exchange.passages.map(json))),
            ])
    }

    private func json(_ passage: ExchangeExplanation.Passage) -> JSONValue {
        let text = passage.text
        var position = CodePointPosition(text.bytes)
        return .object([
            ("target", .string(text.target.rawValue)),
            ("place", text.place.isEmpty ? .null : .string(text.place)),
            (
                "events",
                text.events.map { .array([.integer($0.lowerBound), .integer($0.upperBound)]) } ?? .null
            ),
            ("earlier", .boolean(text.isEarlier)), ("joined", .boolean(!text.parts.isEmpty)),
            ("repeat", .boolean(text.isRepeat)),
            ("characters", .integer(position.codePoints(before: text.bytes.count))),
            ("blocked", .boolean(passage.explanation.isBlocked)),
            ("findings", .array(ExplainReport(passage.explanation, rules).findings)),
        ])
    }
}
