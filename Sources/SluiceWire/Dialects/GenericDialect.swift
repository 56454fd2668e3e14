/// Any JSON, SSE or NDJSON that no other dialect describes: every string of it is inspected.
package struct GenericDialect: Dialect {
    package let name = "generic"
    package let request = PathTable(side: .request, [])
    package let answer = PathTable(side: .response, [])
    package let event = PathTable(side: .response, unnamed: .delta, [])
    package let errorAnswer = PathTable(side: .response, [])

    /// None: clients that allow nothing but data (google-genai) stumble over comments.
    package let keepalive: [UInt8]? = nil

    /// Makes the dialect.
    package init() {}

    package func observe(
        _ scan: borrowing PayloadScan, payload: Span<UInt8>, ledger: inout StreamLedger
    ) {
        ledger.accept()
    }

    package func errorBody(_ notice: Notice) -> [UInt8] { OpenAIError.body(notice) }

    /// Always hard: how a stream of an unknown kind ends well isn't known.
    package func ending(_ style: EndingStyle, notice: Notice, ledger: StreamLedger) -> [UInt8] {
        var writer = EventWriter(ledger)
        writer.event(data: OpenAIError.event(notice))
        return writer.bytes
    }
}
