import SluicePipeline
import SluiceRecording

/// One try to get a forbidden phrase past the filter.
struct Bypass: Sendable, CustomStringConvertible {
    /// Which rules see through it.
    enum Caught: Sendable {
        /// Those that look at the text as it is, too.
        case always
        /// Those that normalise it first.
        case byNormalization
        /// None: it is no spelling of the phrase, or one that only its reader decodes.
        case never
    }

    /// Where the phrase is put.
    enum Place: Sendable {
        case request(type: String = "application/json")
        case answer(status: Int = 200)
        case stream(type: String = "text/event-stream")
    }

    /// The row of the list of faults that it is an example of.
    var row: Int
    var what: String
    var path = "/v1/chat/completions"
    var place = Place.request()
    var body: String
    /// What must not come out, in the spelling that it went in with.
    var trace = "uokka pastry"
    var caught = Caught.always

    var description: String { "row \(row), \(what)" }

    /// Whether the text is under a signature: a rule that would edit it blocks.
    var isSigned: Bool { what == "thinking" }

    /// The same body, with another spelling in place of `PHRASE`, as a request and as a stream.
    static func spelled(_ row: Int, _ what: String, _ phrase: String, _ caught: Caught) -> [Bypass] {
        let letters = Array(phrase)
        let middle = letters.count / 2
        func event(_ text: some Sequence<Character>) -> String {
            #"data: {"choices":[{"index":0,"delta":{"content":"\#(String(text))"}}]}"# + "\n\n"
        }
        return [
            Bypass(
                row: row, what: what + ", asked",
                body: #"{"messages":[{"role":"user","content":"a \#(phrase) here"}]}"#, trace: phrase,
                caught: caught),
            Bypass(
                row: row, what: what + ", answered", place: .answer(),
                body: #"{"choices":[{"message":{"content":"a \#(phrase) here"}}]}"#, trace: phrase,
                caught: caught
            ),
            Bypass(
                row: row, what: what + ", streamed", place: .stream(),
                body: event("a " + String(letters[..<middle])) + event(String(letters[middle...]) + " here")
                    + "data: [DONE]\n\n", trace: String(letters[middle...]), caught: caught),
        ]
    }

    /// The exchange with the try in it.
    var exchange: RecordedExchange {
        switch place {
        case .request(let type):
            var exchange = CanaryExchange.make(path, body, "{}")
            exchange.request.fields[.contentType] = type
            return exchange
        case .answer(let status): return CanaryExchange.make(path, "{}", body, status: status)
        case .stream(let type): return CanaryExchange.make(path, "{}", body, type: type)
        }
    }

    /// What leaves towards the provider or the client.
    func output(of result: ReplayResult) -> [UInt8] {
        if case .request = place { return result.forwarded ?? [] }
        return result.body
    }

    /// The body as it came.
    var input: [UInt8] { Array(body.utf8) }
}
