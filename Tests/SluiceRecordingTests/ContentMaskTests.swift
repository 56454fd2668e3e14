import SluicePipeline
import SluiceRecording
import SluiceRules
import Testing

/// Recordings without what was said.
struct ContentMaskTests {
    private static let rules = """
        version: 1
        rules:
          - id: test.heron
            state: enforce
            targets: [request.*, response.*]
            match: { keywords: [grey heron] }
            action: log
            examples: { match: ['a grey heron'], no_match: ['a tern'] }
        """

    private func masked(_ recording: Recording) throws -> Recording {
        let diagnostics = Diagnostics()
        let set = try #require(
            RuleSet.load(
                ["t.rules.yaml"], runExamples: false,
                files: .memory(["t.rules.yaml": Array(Self.rules.utf8)]), diagnostics))
        return try ContentMask(rules: ScrubRules(set)).mask(recording)
    }

    private static func recording(
        _ request: String, _ answer: [String], type: String = "text/event-stream"
    ) -> Recording {
        var fields = HeaderFields()
        fields[.contentType] = type
        let pieces = answer.map { Recording.Event(9, .responseBody(Array($0.utf8))) }
        return Recording(
            id: "a",
            events: [
                Recording.Event(
                    0, .request(method: "POST", target: "/v1/chat/completions", fields: HeaderFields())),
                Recording.Event(0, .requestBody(Array(request.utf8))), Recording.Event(0, .requestEnd),
                Recording.Event(9, .response(status: 200, fields: fields)),
            ] + pieces + [Recording.Event(9, .responseEnd)])
    }

    private static func bodies(_ recording: Recording) -> [String] {
        recording.events.compactMap { event in
            switch event.fact {
            case .requestBody(let bytes), .responseBody(let bytes): String(decoding: bytes, as: UTF8.self)
            default: nil
            }
        }
    }

    private static func chunk(_ delta: String) -> String {
        #"data: {"id":"c1","model":"gpt-x","choices":[{"index":0,"delta":\#(delta),"finish_reason":null}]}"#
            + "\n\n"
    }

    @Test func onlyTheKindsOfCharactersStay() throws {
        let recording = Self.recording(
            #"{"model":"gpt-x","messages":[{"role":"user","content":"Call 机 at 12:30, caf\u00e9!\n"}]}"#,
            [
                Self.chunk(#"{"role":"assistant","content":"Dial"}"#),
                Self.chunk(#"{"content":" 555 ü 😀."}"#),
                "data: [DONE]\n\n",
            ])
        let masked = try masked(recording)
        #expect(
            Self.bodies(masked) == [
                #"{"model":"gpt-x","messages":[{"role":"user","content":"Aaaa 字 aa 99:99, aaa\u00e4!\n"}]}"#,
                Self.chunk(#"{"role":"assistant","content":"Aaaa"}"#),
                Self.chunk(#"{"content":" 999 ä 𠀀."}"#),
                "data: [DONE]\n\n",
            ])
        #expect(masked.isMasked)
        #expect(String(decoding: masked.bytes, as: UTF8.self).contains(#","content":"mask"}"#))
        #expect(try Recording(file: "a", bytes: masked.bytes) == masked)
    }

    @Test func whatARuleHitsStaysAlsoOverSeveralEvents() throws {
        let recording = Self.recording(
            #"{"model":"m","messages":[{"role":"user","content":"see a grey heron now"}]}"#,
            [Self.chunk(#"{"content":"The gr"}"#), Self.chunk(#"{"content":"ey heron flew"}"#)])
        let bodies = Self.bodies(try masked(recording))
        #expect(bodies[0].contains(#""aaa a grey heron aaa""#))
        #expect(bodies[1].contains(#""Aaa gr""#) && bodies[2].contains(#""ey heron aaaa""#))
    }

    @Test func argumentsOfToolsStayJSON() throws {
        let call =
            #"{"tool_calls":[{"index":0,"id":"t1","type":"function","function":{"name":"f","arguments":"{\"a\":\"say \\\"hi\\\"\",\"b\":true,\"c\":12.5}"}}]}"#
        let bodies = Self.bodies(
            try masked(Self.recording(#"{"model":"m","messages":[]}"#, [Self.chunk(call)])))
        #expect(bodies[1].contains(#""arguments":"{\"a\":\"aaa \\\"aa\\\"\",\"a\":true,\"a\":99.9}""#))
    }

    @Test(arguments: ["text/html", "image/png"])
    func whatNobodyCanReadIsRefused(_ type: String) {
        #expect(throws: ScrubFault.unreadable) {
            try masked(Self.recording(#"{"model":"m","messages":[]}"#, ["<p>hello</p>"], type: type))
        }
        #expect(throws: ScrubFault.unreadable) {
            try masked(Self.recording("hello", [], type: "application/json"))
        }
    }
}
