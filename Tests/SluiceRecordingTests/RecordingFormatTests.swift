import SluicePipeline
import SluiceRecording
import Testing

struct RecordingFormatTests {
    private static let header = #"{"sluice_recording":1,"id":"r"}"#

    private static func read(_ lines: String...) throws(RecordingError) -> Recording {
        try Recording(file: "own.rec.jsonl", bytes: Array(lines.joined(separator: "\n").utf8))
    }

    private static func fields(_ pairs: (String, String)...) -> HeaderFields {
        HeaderFields(pairs.map { HeaderFields.Field(name: $0.0, value: $0.1) })
    }

    private static let every = Recording(
        id: "rec \"one\"", started: "2026-11-20T22:59:13.412Z", origin: "a.yaml", label: "benign",
        events: [
            Recording.Event(
                0,
                .request(
                    method: "POST", target: "/v1/chat/completions?a=%20",
                    fields: fields(("content-type", "application/json"), ("X-Odd", "a\\b\tc")))),
            Recording.Event(210, .requestBody(Array(#"{"text":"机\n"}"#.utf8))),
            Recording.Event(260, .requestEnd),
            Recording.Event(409_800, .response(status: 200, fields: fields(("content-type", "text/plain")))),
            Recording.Event(412_031, .responseBody([0xE6, 0x9C])),
            Recording.Event(412_032, .responseBody([0xBA])),
            Recording.Event(412_033, .responseBody([])),
            Recording.Event(530_101, .responseEnd),
            Recording.Event(530_102, .responseError("reset")),
            Recording.Event(530_103, .cancel),
            Recording.Event(
                530_104,
                .decision(
                    RuleHit(
                        rule: "a.b", target: "response.text", span: 5..<16, action: "block", isShadow: true))),
        ])

    @Test func theHeaderSaysWhereItCameFromAndHowItEnded() throws {
        var recording = Self.every
        recording.route = "/v1/"
        recording.dialect = "openai.chat"
        recording.outcome = "cut"
        recording.rules = "4be1"
        recording.isMasked = true
        let read = try Recording(file: "own.rec.jsonl", bytes: recording.bytes)
        #expect(read == recording && read.exchange?.route == "/v1/")
    }

    @Test(arguments: ["{}", #"{"rule":"","span":[1,2]}"#])
    func aDecisionNamesARule(_ data: String) {
        #expect(throws: RecordingError.self) { try Self.read(Self.header, #"[0,"decision",\#(data)]"#) }
    }

    @Test func everyKindOfLineIsWrittenAndReadAgain() throws {
        let read = try Recording(file: "own.rec.jsonl", bytes: Self.every.bytes)
        #expect(read == Self.every)
        #expect(read.bytes == Self.every.bytes)
    }

    @Test func theFileIsAsItIsDocumented() {
        #expect(
            String(decoding: Self.every.bytes, as: UTF8.self) == #"""
                {"sluice_recording":1,"id":"rec \"one\"","started":"2026-11-20T22:59:13.412Z","origin":"a.yaml","label":"benign"}
                [0,"req",{"method":"POST","path":"/v1/chat/completions?a=%20","headers":[["content-type","application/json"],["X-Odd","a\\b\tc"]]}]
                [210,"req.body",{"d":"{\"text\":\"机\\n\"}"}]
                [260,"req.end",{}]
                [409800,"up",{"status":200,"headers":[["content-type","text/plain"]]}]
                [412031,"up.body",{"b64":"5pw="}]
                [412032,"up.body",{"b64":"ug=="}]
                [412033,"up.body",{"d":""}]
                [530101,"up.end",{}]
                [530102,"up.error",{"reason":"reset"}]
                [530103,"cancel",{}]
                [530104,"decision",{"rule":"a.b","target":"response.text","span":[5,16],"action":"block","mode":"shadow"}]

                """#)
    }

    @Test func randomRecordingsSurvive() throws {
        let seed = UInt64.random(in: 0...(.max))
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<200 {
            let events = (0..<Int.random(in: 0...8, using: &generator)).map { _ in
                let bytes = (0..<Int.random(in: 0...20, using: &generator)).map { _ in
                    UInt8.random(in: 0...255, using: &generator)
                }
                let isRequest = Bool.random(using: &generator)
                return Recording.Event(
                    Int.random(in: 0...Int.max, using: &generator),
                    isRequest ? .requestBody(bytes) : .responseBody(bytes))
            }
            let recording = Recording(id: "r", events: events)
            #expect(try Recording(file: "x", bytes: recording.bytes) == recording, "seed \(seed)")
        }
    }

    @Test func whatALaterVersionAddsIsPassedOver() throws {
        let read = try Self.read(
            #"{"sluice_recording":1,"id":"r","engine":"9","scrub":{"mode":["decoy",null,true,1.5e3]},"label":null}"#,
            "", #" [ 1 , "req.end" , {"new":[{"deep":"\u00e4"}],"d":"x"} ] "#,
            #"[2,"verdict",{"rule":"a.b","span":[5,16]}]"#, "   ", #"[3,"cancel"]"#, "")
        #expect(read.label == nil)
        #expect(
            read.events == [Recording.Event(1, .requestEnd), Recording.Event(3, .cancel)])
    }

    @Test func windowsLinesAndEscapesAreRead() throws {
        let read = try Self.read(
            Self.header + "\r", #"[0,"up.body",{"d":"\ud83d\ude00\/\b"}]"# + "\r",
            #"[0,"up.body",{"b64":"ZGF0\nYTog"}]"#)
        #expect(
            read.events.map(\.fact) == [
                .responseBody(Array("😀/\u{8}".utf8)), .responseBody(Array("data: ".utf8)),
            ])
    }

    @Test(arguments: [
        ("", 1, "the file is empty"), ("\n", 1, "this is no line of a recording"),
        ("no json", 1, "this is no line of a recording"),
        (#"{"sluice_recording":2,"id":"r"}"#, 1, "version 2 of the format isn't known, only 1"),
        (#"{"sluice_recording":1}"#, 1, "this is no line of a recording"),
        (#"{"log":{"version":"1.2"}}"#, 1, "this is no line of a recording"),
        (header + " x", 1, "this is no line of a recording"),
        (header + "\n[1]", 2, "this is no line of a recording"),
        (header + "\n\n[1.5,\"cancel\"]", 3, "this is no line of a recording"),
        (header + "\n[99999999999999999999,\"cancel\"]", 2, "this is no line of a recording"),
        (header + "\n[01,\"cancel\"]", 2, "this is no line of a recording"),
        (header + "\n[1,\"cancel\"]]", 2, "this is no line of a recording"),
        (header + "\n[1,\"up.body\",{\"d\":\"a\\x\"}]", 2, "this is no line of a recording"),
        (header + "\n[1,\"up.body\",{\"d\":\"cut", 2, "this is no line of a recording"),
        (header + "\n[1,\"up.body\",{}]", 2, "a piece of a body needs `d`, or `b64` in base64"),
        (header + "\n[1,\"up.body\",{\"b64\":\"?\"}]", 2, "a piece of a body needs `d`, or `b64` in base64"),
        (header + "\n[1,\"req\",{\"path\":\"/\"}]", 2, "a request needs `method` and `path`"),
        (header + "\n[1,\"up\",{\"status\":20}]", 2, "a response needs a `status` of three digits"),
        (header + "\n[1,\"up\",{\"status\":200,\"headers\":[[\"a\"]]}]", 2, "a header is a name and a value"),
    ])
    func aBrokenLineIsAnErrorWithItsPlace(text: String, line: Int, message: String) {
        let error = #expect(throws: RecordingError.self) { try Self.read(text) }
        #expect(error?.description == "own.rec.jsonl:\(line): \(message)")
    }

    @Test func deepNestingIsAnErrorAndNoCrash() {
        let deep = String(repeating: "[", count: 100_000)
        #expect(throws: RecordingError.self) { try Self.read(Self.header, "[1,\"x\",{\"a\":\(deep)") }
    }

    @Test func anExchangeComesOutInItsPieces() throws {
        let exchange = try #require(
            try Self.read(
                Self.header, #"[0,"req",{"method":"POST","path":"/v1/x?y=1","headers":[]}]"#,
                #"[0,"req.body",{"d":"ab"}]"#, #"[0,"req.body",{"d":"c"}]"#, #"[1,"req.end",{}]"#,
                #"[2,"up",{"status":201,"headers":[]}]"#, #"[3,"up.body",{"d":"one"}]"#,
                #"[4,"up.body",{"d":"two"}]"#, #"[5,"up.end",{}]"#
            ).exchange)
        #expect(exchange.request.path == "/v1/x" && exchange.request.query == "y=1")
        #expect(exchange.request.body == Array("abc".utf8) && exchange.response.body == Array("onetwo".utf8))
        let recording = Recording(exchange, origin: "x.yaml")
        #expect(recording.exchange?.response.body == exchange.response.body)
    }

    @Test(arguments: [#"[5,"cancel",{}]"#, #"[5,"up.error",{"reason":"reset"}]"#])
    func whatWasBrokenOffIsWhatHadCome(end: String) throws {
        let read = try Self.read(
            Self.header, #"[0,"req",{"method":"POST","path":"/","headers":[]}]"#,
            #"[2,"up",{"status":200,"headers":[]}]"#, #"[3,"up.body",{"d":"one"}]"#, end)
        #expect(read.exchange?.response.body == Array("one".utf8))
    }

    @Test func whatNeverEndedIsNoExchange() throws {
        let read = try Self.read(
            Self.header, #"[0,"req",{"method":"POST","path":"/","headers":[]}]"#,
            #"[2,"up",{"status":200,"headers":[]}]"#, #"[3,"up.body",{"d":"one"}]"#)
        #expect(read.exchange == nil)
    }
}
