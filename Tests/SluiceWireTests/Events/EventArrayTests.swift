import SluiceWire
import Testing

/// A JSON array that comes element by element.
struct EventArrayTests {
    private func elements(_ text: String, step: Int) -> (data: [String], raw: String) {
        var parser = EventStreamParser(framing: .array)
        var data: [String] = []
        var raw = ""
        let bytes = Array(text.utf8)
        func take(_ frame: EventFrame) {
            raw += String(decoding: parser.buffer[frame.raw], as: UTF8.self)
            if case .line(let range) = frame.data {
                data.append(String(decoding: parser.buffer[range], as: UTF8.self))
            }
        }
        for start in stride(from: 0, to: bytes.count, by: step) {
            parser.append(Array(bytes[start..<min(start + step, bytes.count)]).span)
            while let frame = parser.next() { take(frame) }
        }
        while let frame = parser.next() ?? parser.finish() { take(frame) }
        return (data, raw)
    }

    @Test(arguments: [
        ("[{\"a\":1}\r\n,\r\n{\"b\":\"]}\\\",[\"}\r\n]\r\n", [#"{"a":1}"#, #"{"b":"]}\",["}"#]),
        (#"[{"a":[{},[1]]},{}]"#, [#"{"a":[{},[1]]}"#, "{}"]),
        ("[]", []), ("", []), (" [ ] ", []),
        (#"["a,]",1,true,[2]]"#, [#""a,]""#, "1", "true", "[2]"]),
        (#"[{"a":"cut"#, [#"{"a":"cut"#]),
        (#"[{}] "behind""#, ["{}", #""behind""#]),
        ("[{}][[1]]", ["{}", "[[1]]"]),
        ("[{}x}", ["{}", "x}"]),
        ("[{} bare words ,{}]", ["{}", "bare words ", "{}"]),
    ])
    func everyCutGivesTheSameElements(text: String, expected: [String]) {
        for step in 1...max(1, text.utf8.count) {
            let result = elements(text, step: step)
            #expect(result.data == expected, "in pieces of \(step)")
            #expect(result.raw == text)
        }
    }
}
