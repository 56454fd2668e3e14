import SluiceWire
import Testing

/// What a nested text is when all its tokens are put together.
private struct NestedTextValue: Equatable, CustomStringConvertible {
    var isString: Bool
    var text: String
    /// For each decoded byte, the raw offset at which its character begins.
    var rawOffsets: [Int]

    var description: String { "\(isString ? "string" : "run")(\(text))" }
}

struct NestedJSONLexerTests {
    private func texts(of pieces: [[UInt8]]) -> [NestedTextValue] {
        var lexer = NestedJSONLexer()
        var tokens: [NestedJSONLexer.Token] = []
        var decoded: [UInt8] = []
        for piece in pieces { lexer.append(piece.span, tokens: &tokens, decoded: &decoded) }
        lexer.finish(tokens: &tokens, decoded: &decoded)
        var texts: [NestedTextValue] = []
        var bytes: [UInt8] = []
        var offsets: [Int] = []
        var isString = false
        var position = 0
        for token in tokens {
            switch token {
            case .begin(let string):
                isString = string
                bytes = []
                offsets = []
            case .plain(let count, let raw):
                bytes += decoded[position..<(position + count)]
                offsets += (0..<count).map { raw + $0 }
                position += count
            case .escape(let count, let raw):
                bytes += decoded[position..<(position + count)]
                offsets += Array(repeating: raw.lowerBound, count: count)
                position += count
            case .end:
                let text = String(decoding: bytes, as: UTF8.self)
                texts.append(NestedTextValue(isString: isString, text: text, rawOffsets: offsets))
            }
        }
        return texts
    }

    @Test(arguments: [
        (#"{"city":"Bern"}"#, ["string(city)", "string(Bern)"]),
        (#"{"n": 4111, "ok":true}"#, ["string(n)", "run(4111)", "string(ok)", "run(true)"]),
        (#"["a\"b","c\\","\n"]"#, ["string(a\"b)", "string(c\\)", "string(\n)"]),
        (#""\u0041\u4e2d""#, ["string(A中)"]),
        (#""\ud83d\ude00!""#, ["string(😀!)"]),
        (#""\ud83dx""#, ["string(\u{FFFD}x)"]),
        (#""\ud83d\u0041""#, ["string(\u{FFFD}A)"]),
        (#""\ud83d\n""#, ["string(\u{FFFD}\n)"]),
        (#""\ude00""#, ["string(\u{FFFD})"]),
        (#""\u00zz""#, [#"string(\u00zz)"#]),
        (#""\q""#, [#"string(\q)"#]),
        ("not JSON at all", ["run(not JSON at all)"]),
        (#"{"open": "never clo"#, ["string(open)", "string(never clo)"]),
        (#""cut \u00"#, [#"string(cut \u00)"#]),
        (#""cut \ud83d\"#, ["string(cut \u{FFFD}\\)"]),
        ("", []),
        ("{}[]:, \n\t", []),
    ])
    func everyStringAndEveryRunIsATextOfItsOwn(json: String, expected: [String]) {
        #expect(texts(of: [Array(json.utf8)]).map(\.description) == expected)
    }

    @Test(arguments: [
        #"{"a":"x\u0041\ud83d\ude00\ud83dq\\","n":-12.5e3,"列":"夜\u9e70"}"#,
        #"["\ud83d\ud83d\ude00", nonsense "\u00g1" , "\"#,
    ])
    func whereTheFragmentsAreCutMakesNoDifference(json: String) {
        let bytes = Array(json.utf8)
        let whole = texts(of: [bytes])
        for cut in 0...bytes.count {
            #expect(texts(of: [Array(bytes[..<cut]), Array(bytes[cut...])]) == whole, "cut at \(cut)")
        }
        #expect(texts(of: bytes.map { [$0] }) == whole)
    }

    @Test func anUnfinishedEscapeIsPendingFromItsBackslash() {
        var lexer = NestedJSONLexer()
        var tokens: [NestedJSONLexer.Token] = []
        var decoded: [UInt8] = []
        lexer.append(Array(#""ab\u00"#.utf8).span, tokens: &tokens, decoded: &decoded)
        #expect(lexer.pendingStart == 3)
        lexer.append(Array("41".utf8).span, tokens: &tokens, decoded: &decoded)
        #expect(lexer.pendingStart == nil)
        #expect(decoded == Array("abA".utf8))
    }
}
