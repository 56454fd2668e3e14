/// An API that is nothing but tables: its errors are OpenAI's, and a stream of it has no ending of its own.
package struct PlainDialect: Dialect {
    package let name: String
    package let request: PathTable
    package let answer: PathTable
    package let event: PathTable

    /// None: nothing is known of the clients.
    package let keepalive: [UInt8]? = nil

    /// Makes the dialect of three tables; without one for events, each event of a stream is an answer.
    init(
        _ name: String, request: [PathEntry], answer: [PathEntry] = [], event: [PathEntry]? = nil
    ) {
        self.name = name
        self.request = PathTable(side: .request, request)
        self.answer = PathTable(side: .response, answer + OpenAIError.entries)
        self.event = PathTable(
            side: .response, unnamed: .delta, (event ?? answer) + OpenAIError.entries)
    }

    package var errorAnswer: PathTable { OpenAIError.table }

    package func readRequest(
        _ scan: borrowing PayloadScan, payload: Span<UInt8>, ledger: inout StreamLedger
    ) {
        ChunkLedger.readRequest(scan, payload, &ledger)
        let isStored = scan.values.contains { value in
            value.name == .serverState && payload.isFilled(in: value.range)
                || value.name == .inputType && payload.isEqual("\"item_reference\"", in: value.range)
        }
        if isStored { ledger.request.hasServerState = true }
    }

    package func observe(
        _ scan: borrowing PayloadScan, payload: Span<UInt8>, ledger: inout StreamLedger
    ) {
        ledger.accept()
    }

    package func errorBody(_ notice: Notice) -> [UInt8] { OpenAIError.body(notice) }

    /// Always hard: none of these streams has a way to say that it was filtered.
    package func ending(_ style: EndingStyle, notice: Notice, ledger: StreamLedger) -> [UInt8] {
        var writer = EventWriter(ledger)
        writer.event(data: OpenAIError.event(notice))
        return writer.bytes
    }
}
