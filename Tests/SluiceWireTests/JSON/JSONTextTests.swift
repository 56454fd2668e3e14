import Foundation
import SluiceWire
import Testing

struct JSONTextTests {
    private func decode(_ raw: [UInt8]) -> [UInt8] {
        var text: [UInt8] = []
        JSONText.decode(raw.span, 0..<raw.count, into: &text)
        return text
    }

    private func escape(_ text: [UInt8]) -> [UInt8] {
        var raw: [UInt8] = []
        JSONText.appendEscaped(text.span, into: &raw)
        return raw
    }

    @Test(arguments: [
        (#"plain"#, "plain"), (#"\"\\\/\b\f\n\r\t"#, "\"\\/\u{8}\u{c}\n\r\t"),
        (#"\u0041\u00e9\u6F22"#, "Aé漢"),
        (#"\ud83d\ude00!"#, "😀!"), (#"a\ud83d"#, "a\u{fffd}"), (#"\ude00b"#, "\u{fffd}b"),
        (#"\ud83d\ud83d\ude00"#, "\u{fffd}😀"), (#"\ud83d\u0041"#, "\u{fffd}A"),
        (#"\udbff\udfff"#, "\u{10ffff}"),
        (#"é漢😀"#, "é漢😀"), (#"\u0000"#, "\0"), (#"\ud83dx"#, "\u{fffd}x"),
    ])
    func escapesAreDecoded(raw: String, text: String) {
        #expect(decode(Array(raw)) == Array(text))
    }

    @Test(arguments: [#"\"#, #"\u"#, #"\u12"#, #"\uzzzz"#, #"\ud83d\"#, #"\ud83d\u"#, #"\ud83d\ude"#, #"\x"#])
    func malformedEscapesDoNoHarm(raw: String) {
        #expect(decode(Array(raw)).isUTF8)
    }

    @Test func rangesAreKeptWithinThePayload() {
        var text: [UInt8] = []
        JSONText.decode(Array("abc").span, 1..<99, into: &text)
        #expect(text == Array("bc"))
    }

    @Test(arguments: [
        ("a\"b\\c/d", #"a\"b\\c/d"#), ("\u{8}\u{c}\n\r\t", #"\b\f\n\r\t"#),
        ("\0\u{1f}\u{7f}", "\\u0000\\u001f\u{7f}"),
        ("é\u{2028}😀", "é\u{2028}😀"), ("", ""),
    ])
    func onlyWhatMustBeIsEscaped(text: String, raw: String) {
        #expect(escape(Array(text)) == Array(raw))
    }

    @Test func illFormedTextIsRepairedWhenItIsEscaped() {
        #expect(escape([0x61, 0xff, 0x22, 0xe2, 0x82]) == Array("a\u{fffd}\\\"\u{fffd}"))
    }

    @Test func everyCodePointComesBack() {
        for value in UInt32(0)...0x10ffff {
            guard value < 0x3000 || value % 251 == 0, let scalar = Unicode.Scalar(value) else { continue }
            let text = Array(String(Character(scalar)))
            #expect(decode(escape(text)) == text)
        }
    }

    @Test(.enabled(if: sharedFolder != nil))
    func naughtyStringsComeBack() throws {
        let file = try #require(sharedFolder).appending(path: "data/blns/blns.json")
        let bytes = [UInt8](try Data(contentsOf: file))
        let strings = try JSONDecoder().decode([String].self, from: Data(bytes))
        let sites = try JSONGrammarTests.table.scanned(bytes).sites
        #expect(strings.count > 500)
        #expect(sites.map { bytes.text(of: $0) } == strings.filter { !$0.isEmpty }.map { Array($0) })
        for string in strings {
            let raw = escape(Array(string))
            #expect(decode(raw) == Array(string))
            let json = Data(Array("[\"") + raw + Array("\"]"))
            #expect(try JSONDecoder().decode([String].self, from: json).map { Array($0) } == [Array(string)])
        }
    }
}
