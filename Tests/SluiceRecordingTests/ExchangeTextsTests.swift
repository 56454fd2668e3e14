import SluicePipeline
import SluiceRecording
import SluiceRules
import SluiceWire
import Testing

/// The texts that reports are made of are those that the filters read.
struct ExchangeTextsTests {
    /// Where a word stands: the kind of text, and the bytes of it.
    private struct Place: Hashable, CustomStringConvertible {
        var target: Target
        var span: Range<Int>

        var description: String { "\(target.rawValue) \(span)" }
    }

    private static let words = FuzzRules(
        name: "words",
        rules: [
            FuzzRules.Rule(
                match: "{ regex: '[a-z]{3,9}' }", action: "log", targets: "request.*, response.*")
        ])

    /// The words that the filters find, and those of the texts.
    private static func places(in recorded: RecordedExchange) throws -> (found: Set<Place>, read: Set<Place>)
    {
        let replay = try words.replay()
        let found = replay.run(recorded).findings.map { Place(target: $0.target, span: $0.span) }
        let texts = ExchangeTexts(recorded, through: replay)
        let read = (texts.request + texts.answer).flatMap { text in
            var filter = TextFilter(
                replay.policy.views[0].selection(for: text.target), encoding: text.encoding)
            filter.finish(with: text.bytes.span)
            return filter.takeHits().map { Place(target: text.target, span: $0.span) }
        }
        return (Set(found), Set(read))
    }

    @Test func theyAreThoseInWhichTheFiltersFindSomething() throws {
        var count = 0
        for recorded in CanaryExchange.all {
            let (found, read) = try Self.places(in: recorded)
            let missing = found.subtracting(read).map(\.description).sorted()
            let more = read.subtracting(found).map(\.description).sorted()
            let body = String(decoding: recorded.response.body, as: UTF8.self).prefix(400)
            #expect(
                missing.isEmpty && more.isEmpty,
                "\(recorded.name): unread \(missing), more \(more) in \(body)")
            count += found.count
        }
        #expect(count > 300)
    }

    private static func texts(
        _ path: String, _ request: String, _ answer: String, type: String = "application/json"
    ) throws -> [ReadText] {
        let recorded = CanaryExchange.make(path, request, answer, type: type)
        let texts = ExchangeTexts(recorded, through: try words.replay())
        return texts.request + texts.answer
    }

    private static func line(_ text: ReadText) -> String {
        let events = text.events.map { " \($0.lowerBound)-\($0.upperBound)" } ?? ""
        return "\(text.target.rawValue) \(text.place)\(events)\(text.isEarlier ? " earlier" : "")"
            + "\(text.parts.isEmpty ? "" : " joined")\(text.isRepeat ? " repeat" : ""): "
            + String(decoding: text.bytes, as: UTF8.self)
    }

    @Test func aTextSaysWhereItStands() throws {
        let request =
            #"{"messages":[{"role":"user","content":"one"},{"role":"assistant","content":"two"},"#
            + #"{"role":"user","content":[{"type":"text","text":"a \"b"},{"type":"text","text":"c"}]}],"odd key":"x"}"#
        let answer = #"{"choices":[{"index":0,"message":{"role":"assistant","content":"four"}}]}"#
        #expect(
            try Self.texts("/v1/chat/completions", request, answer).map(Self.line) == [
                "request.user messages[0].content earlier: one",
                "request.assistant messages[1].content: two",
                #"request.user messages[2].content[0].text: a "b"#,
                "request.user messages[2].content[1].text: c",
                #"request.other ["odd key"]: odd key"#, #"request.other ["odd key"]: x"#,
                #"request.user messages[2].content[0].text to messages[2].content[1].text joined: a "bc"#,
                #"request.user messages[2].content[0].text to messages[2].content[1].text joined: a "b"#
                    + "\nc",
                "response.text choices[0].message.content: four",
            ])
    }

    @Test func aStreamedTextIsJoinedAndSaidAgainIsTold() throws {
        let events = [
            #"{"type":"response.output_text.delta","output_index":0,"content_index":0,"delta":"qu"}"#,
            #"{"type":"response.output_text.delta","output_index":0,"content_index":0,"delta":"iet"}"#,
            #"{"type":"response.output_text.done","output_index":0,"content_index":0,"text":"quiet"}"#,
        ]
        let stream = events.map { "data: \($0)\n\n" }.joined()
        let texts = try Self.texts(
            "/v1/responses", #"{"input":"hi","stream":true}"#, stream, type: "text/event-stream")
        #expect(
            texts.map(Self.line) == [
                "request.user input: hi", "response.text delta 1-2: quiet",
                "response.text text 3-3 repeat: quiet",
            ])
    }

    @Test func whatABlockedRequestWouldHaveBeenAnsweredIsThere() throws {
        let blocking = FuzzRules(
            name: "block",
            rules: [FuzzRules.Rule(match: "{ keywords: [heron] }", action: "block", targets: "request.user")])
        let recorded = CanaryExchange.make(
            "/v1/chat/completions", #"{"messages":[{"role":"user","content":"a heron"}]}"#,
            #"{"choices":[{"index":0,"message":{"content":"a tern"}}]}"#)
        let texts = ExchangeTexts(recorded, through: try blocking.replay())
        #expect(texts.request.map(\.bytes) == [Array("a heron".utf8)])
        #expect(texts.answer.map(\.bytes) == [Array("a tern".utf8)])
    }
}
