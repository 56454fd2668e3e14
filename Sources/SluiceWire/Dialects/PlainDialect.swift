/// An API that is nothing but its three tables.
package struct PlainDialect: TableDialect {
    package let name: String
    package let request: PathTable
    package let answer: PathTable
    package let event: PathTable
    package let takesLists: Bool

    /// None: nothing is known of the clients.
    package let keepalive: [UInt8]? = nil

    private let errors: ErrorShape

    /// Makes the dialect of three tables; without one for events, each event of a stream is an answer.
    init(
        _ name: String, request: [PathEntry], answer: [PathEntry] = [], event: [PathEntry]? = nil,
        takesLists: Bool = false, errors: ErrorShape = .openAI
    ) {
        self.name = name
        self.takesLists = takesLists
        self.errors = errors
        self.request = PathTable(side: .request, request)
        self.answer = PathTable(side: .response, answer + errors.entries)
        self.event = PathTable(side: .response, unnamed: .delta, (event ?? answer) + errors.entries)
    }

    package var errorAnswer: PathTable { errors.table }

    package func errorBody(_ notice: Notice) -> [UInt8] { errors.body(notice) }

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
