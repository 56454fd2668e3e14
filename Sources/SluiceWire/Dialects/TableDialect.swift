/// A dialect that is nothing but tables: a stream of it has no ending of its own, and its errors are OpenAI's unless it
/// says otherwise.
package protocol TableDialect: Dialect {}

extension TableDialect {
    package func observe(
        _ scan: borrowing PayloadScan, payload: Span<UInt8>, ledger: inout StreamLedger
    ) {
        ledger.accept()
    }

    package func errorBody(_ notice: Notice) -> [UInt8] { OpenAIError.body(notice) }

    /// Always hard: none of these streams is known to have a way to say that it was filtered.
    package func ending(_ style: EndingStyle, notice: Notice, ledger: StreamLedger) -> [UInt8] {
        var writer = EventWriter(ledger)
        writer.event(data: OpenAIError.event(notice))
        return writer.bytes
    }
}
