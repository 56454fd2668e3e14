import SluiceWire
import Testing

/// A scan that has read a payload before reads the next one as a new scan does.
struct ScanTemplateTests {
    static let frames = [
        #"{"id":"a1","choices":[{"index":0,"delta":{"content":"@"},"finish_reason":null}]}"#,
        #"{"choices":[{"delta":{"content":"@","role":"x"},"index":1}],"usage":{"n":12}}"#,
        #"{"choices":[{"index":0,"delta":{"content":"@","other":"free"},"logprobs":{"content":["@"]}}]}"#,
        #"{"choices":[{"index":0,"delta":{"content":"fixed"}},{"index":1,"delta":{"content":"@"}}], "x" : "@" }"#,
        #"{"a":"@"}"#, #""@""#, #"["@","@"]"#, #"{"@":"b"}"#,
        #"{"id":"@","object":"@","created":#,"model":"@","t":#,"choices":[{"index":0,"delta":{"content":"@"}}]}"#,
        #"{"id":"@","choices":[{"index":#,"delta":{"content":"@"}},{"delta":{"refusal":"@"},"index":#}],"n":[#, #]}"#,
        #"{"created":#,"usage":{"completion_tokens":#,"x":"@"},"model":"@","obfuscation":"@","z":["@",{"text":"@"}]}"#,
        #"{"choices":[{"index":#,"delta":{"tool_calls":[{"index":#,"id":"@","function":{"arguments":"@"}}]},"#
            + #""finish_reason":"@","logprobs":{"a":"@","b":#}}]}"#,
        #"{"model":"@","messages":[{"role":"user","content":"@"},{"content":[{"type":"text","text":"@"}],"role":"@"}]}"#,
        #"{"messages":[{"role":"@","content":[{"type":"image","image_url":{"url":"@"}},{"text":"@"}],"input":{"k":#}}]}"#,
        #"{"metadata":{"a":"@","b":"@"},"prompt":["@","@",#,[#,#,#]],"logit_bias":{"5":#,"6":"@"},"messages":["@"]}"#,
    ]
    static let numbers = [
        "0", "1", "12", "-3.25e+10", "1700000000", "007", "-", "null", "true", #""7""#, "1 ", "NaN",
    ]
    static let texts = [
        "a", "b", "longer text", "", #"\n"#, #"\""#, #"\ud83d\ude00"#, #"\ud83d"#, "字", "é",
        #"","content":""#, "data:text/plain;base64,aGVsbG8gd29ybGQ=", "aGVsbG8gd29ybGQ=", "user", "assistant",
        "base64",
        #""}"#, "\\", #"\x"#, "\u{1}", #"\u00e9"#, "tail\\",
    ]

    @Test func whatWasReadBeforeChangesNothing() throws {
        let seed: UInt64 = 0x51CE_0011
        var generator = SeededGenerator(seed: seed)
        let tables = [
            PathTableTests.chunk, PathTableTests.request, PathTable(side: .response, unnamed: .delta, []),
        ]
        for table in tables {
            var reused = PayloadScan()
            var payload = ""
            for trial in 0..<4_000 {
                if trial == 0 || Int.random(in: 0..<3, using: &generator) == 0 {
                    payload = Self.pick(Self.frames, &generator)
                }
                var json = payload
                while let mark = json.firstIndex(where: { $0 == "@" || $0 == "#" }) {
                    let choices = json[mark] == "@" ? Self.texts : Self.numbers
                    json.replaceSubrange(mark...mark, with: Self.pick(choices, &generator))
                }
                let event = Self.pick(["", "", "", "delta"], &generator)
                let options = Self.pick([JSONOptions.response, .response, .request], &generator)
                let context = Comment(rawValue: "seed \(seed), trial \(trial), \(json.debugDescription)")
                let own = Self.outcome(of: json, event, options, table, &reused)
                var fresh = PayloadScan()
                #expect(own == Self.outcome(of: json, event, options, table, &fresh), context)
            }
        }
    }

    private static func pick<Element>(_ choices: [Element], _ generator: inout SeededGenerator) -> Element {
        choices[Int.random(in: choices.indices, using: &generator)]
    }

    private static func outcome(
        of json: String, _ event: String, _ options: JSONOptions, _ table: PathTable,
        _ scan: inout PayloadScan
    ) -> String {
        let bytes = Array(json.utf8)
        let type = Array(event.utf8)
        do {
            try table.scan(bytes.span, options: options, eventType: type.span, into: &scan)
        } catch {
            return "\(error)"
        }
        return "\(scan.sites) \(scan.values) \(scan.droppable) \(scan.silentBytes) \(scan.passed)"
    }

    @Test func onlyALaterTextIsTakenFromTheTemplate() throws {
        var scan = PayloadScan()
        for text in ["one", "two", "three words", "x"] {
            let json = Array(#"{"choices":[{"index":0,"delta":{"content":"\#(text)"}}]}"#.utf8)
            try PathTableTests.chunk.scan(json.span, options: .response, into: &scan)
            #expect(scan.sites.count == 1)
            #expect(String(decoding: json[scan.sites[0].range], as: UTF8.self) == text)
        }
    }
}
