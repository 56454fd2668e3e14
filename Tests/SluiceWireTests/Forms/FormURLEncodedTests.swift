import SluiceWire
import Testing

/// `application/x-www-form-urlencoded`: texts, faults, edits.
struct FormURLEncodedTests {
    @Test(arguments: [
        ("", [] as [String]),
        ("a=b", ["name a", "value b"]),
        ("a+b=c%20d&e=%E7%A6%81", ["name a b", "value c d", "name e", "value 禁"]),
        ("a", ["name a"]), ("=b", ["value b"]), ("&&a=", ["name a"]), ("a=b=c", ["name a", "value b=c"]),
        ("a=1&a=2", ["name a", "value 1", "name a", "value 2"]),
    ])
    func everyKeyAndValueIsAText(body: String, texts: [String]) throws {
        #expect(try FormTexts.urlEncoded(body) == texts)
    }

    @Test(arguments: [("a=%", 2), ("a=%4", 2), ("a=%zz", 2), ("%%41=b", 0), ("a=%41%4g", 5)])
    func aBadPercentIsRefused(body: String, offset: Int) {
        let bytes = [UInt8](body.utf8)
        #expect(throws: FormError(.badPercentEncoding, at: offset)) { try URLEncodedForm(bytes.span) }
    }

    @Test func anEditTouchesOnlyItsText() throws {
        let body = [UInt8]("k=one%20bad+word&bad=%62ad&z=~".utf8)
        let form = try URLEncodedForm(body.span)
        var out: [UInt8] = []
        FormEditor.apply(
            [
                (form.texts[1], [TextEdit(range: 4..<7, replacement: [UInt8]("a & b".utf8))]),
                (form.texts[3], [TextEdit(range: 0..<3, replacement: [])]),
            ], to: body.span, into: &out)
        #expect(String(decoding: out, as: UTF8.self) == "k=one%20a+%26+b+word&bad=&z=~")
    }

    @Test func anEditOfNothingChangesNothing() throws {
        let body = [UInt8]("a=%41+b&c=%e7%a6%81".utf8)
        let form = try URLEncodedForm(body.span)
        var out: [UInt8] = []
        FormEditor.apply(form.texts.map { ($0, []) }, to: body.span, into: &out)
        #expect(out == body)
    }
}
