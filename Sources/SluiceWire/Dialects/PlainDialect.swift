/// An API that is nothing but its three tables.
package struct PlainDialect: TableDialect {
    package let name: String
    package let request: PathTable
    package let answer: PathTable
    package let event: PathTable
    package let takesLists: Bool

    /// None: nothing is known of the clients.
    package let keepalive: [UInt8]? = nil

    /// Makes the dialect of three tables; without one for events, each event of a stream is an answer.
    init(
        _ name: String, request: [PathEntry], answer: [PathEntry] = [], event: [PathEntry]? = nil,
        takesLists: Bool = false
    ) {
        self.name = name
        self.takesLists = takesLists
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
}
