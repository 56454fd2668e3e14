/// Any JSON, SSE or NDJSON that no other dialect describes: every string of it is inspected.
package struct GenericDialect: TableDialect {
    package let name = "generic"
    package let request = PathTable(side: .request, [])
    package let answer = PathTable(side: .response, [])
    package let event = PathTable(side: .response, unnamed: .delta, [])
    package let errorAnswer = PathTable(side: .response, [])

    /// None: clients that allow nothing but data (google-genai) stumble over comments.
    package let keepalive: [UInt8]? = nil

    private let errors: ErrorShape

    /// Makes the dialect, with OpenAI's errors.
    package init() {
        self.init(errors: .openAI)
    }

    /// Makes the dialect of paths whose clients expect errors of a certain shape.
    init(errors: ErrorShape) {
        self.errors = errors
    }

    package func errorBody(_ notice: Notice) -> [UInt8] { errors.body(notice) }
}
