import SluiceWire
import Testing

/// `multipart/form-data`: texts, strictness, edits.
struct FormMultipartTests {
    private static let field = #"Content-Disposition: form-data; name="prompt""#
    private static let sound = FormTexts.body([
        (field, "hello"),
        (
            #"Content-Disposition: form-data; name="file"; filename="plan.mp3""#
                + "\r\nContent-Type: audio/mpeg", "\u{1}\u{2}"
        ),
    ])

    private static let texts: [([(String, String)], [String])] = [
        ([(Self.field, "hello\r\nworld")], ["name prompt", "value hello\r\nworld"]),
        ([(Self.field, "")], ["name prompt"]),
        (
            [(#"content-disposition: Form-Data; NAME="f"; filename="a.bin""#, "raw")],
            ["name f", "fileName a.bin"]
        ),
        (
            [
                (
                    #"Content-Disposition: form-data; name="f"; filename="a.txt""#
                        + "\r\nContent-Type: text/plain; charset=UTF-8", "read me"
                )
            ],
            ["name f", "fileName a.txt", "value read me"]
        ),
        (
            [
                (
                    #"Content-Disposition: form-data; name="f"; filename="a.jsonl""#
                        + "\r\nContent-Type: application/jsonl", "{}"
                )
            ],
            ["name f", "fileName a.jsonl", "value {}"]
        ),
        (
            [(#"Content-Disposition: form-data; name=f; filename="a %22b%22 \"c\" \\d %41""#, "raw")],
            ["name f", #"fileName a "b" "c" \d %41"#]
        ),
        (
            [("Content-Disposition: form-data; name=f; filename*=UTF-8''%E7%A6%81.txt", "raw")],
            ["name f", "fileName UTF-8''禁.txt"]
        ),
        (
            [("X-Note: look here\r\n" + Self.field + "; note=odd\r\nContent-Transfer-Encoding: binary", "v")],
            ["header look here", "name prompt", "header odd", "value v"]
        ),
    ]

    @Test(arguments: Self.texts)
    func findsTheTexts(parts: [(String, String)], texts: [String]) throws {
        #expect(try FormTexts.multipart(FormTexts.body(parts.map { ($0, $1) })) == texts)
    }

    @Test func aFileThatIsNoTextIsPassedOver() throws {
        let form = try FormTexts.form(Self.sound)
        #expect(form.parts.map(\.isText) == [true, false])
        #expect(form.parts.map { $0.fileName != nil } == [false, true])
        #expect(form.texts.count == 4)
    }

    @Test(arguments: [
        "multipart/form-data", "multipart/form-data; boundary=", "multipart/mixed; boundary=XX",
        "text/plain; boundary=XX",
        "multipart/form-data; boundary=X\"X", "multipart/form-data; boundary=XX; boundary=YY",
        "multipart/form-data; boundary=\"XX ", "multipart/form-data; boundary=\"XX \"", "",
        "multipart/form-data; boundary=\(String(repeating: "X", count: 71))",
        "multipart/form-data boundary=XX",
        "multipart/form-data; boundary=XX;", "multipart/form-data; boundary=\"X\u{7}X\"",
    ])
    func aBadBoundaryIsRefused(contentType: String) {
        #expect(throws: FormError(.badBoundary, at: 0)) {
            try FormTexts.form(Self.sound, contentType: contentType)
        }
    }

    @Test(arguments: [
        "multipart/form-data; boundary=\"XX\"", "Multipart/Form-Data;charset=utf-8;Boundary=XX",
    ])
    func aBoundaryMayBeQuoted(contentType: String) throws {
        #expect(try FormTexts.form(Self.sound, contentType: contentType).parts.count == 2)
    }

    private static let faults: [(String, FormError.Reason)] = [
        ("", .bytesOutsideParts), ("hello", .bytesOutsideParts),
        ("preamble\r\n" + sound, .bytesOutsideParts), ("\r\n" + sound, .bytesOutsideParts),
        (sound + "epilogue", .bytesOutsideParts), (sound + "\r\n", .bytesOutsideParts),
        ("--XX\n" + field + "\n\nv\n--XX--", .badDelimiter),
        ("--XX \r\n" + field + "\r\n\r\nv\r\n--XX--", .badDelimiter),
        ("--XX\r\n" + field + "\r\n\r\nv\n--XX--", .badDelimiter),
        ("--XX\r\n" + field + "\r\n\r\nv--XX\r\n--XX--", .badDelimiter),
        ("--XX\r\n" + field + "\r\n\r\nv\r\n--XXY\r\n--XX--", .badDelimiter),
        ("--XX\r\n" + field + "\r\n\r\nv", .badDelimiter),
        ("--XX\r\n--XX--", .badDelimiter), ("--XX\r\n\r\n--XX--", .badPartHead),
        ("--XX\r\n\r\nv\r\n--XX--", .badDisposition),
        ("--XX\r\n" + field + "\r\n--XX--", .badPartHead),
        ("--XX\r\n" + field + "\n\r\nv\r\n--XX--", .badPartHead),
        ("--XX\r\n" + field + "\r\n folded\r\n\r\nv\r\n--XX--", .badPartHead),
        ("--XX\r\n" + field + "\r\n" + field + "\r\n\r\nv\r\n--XX--", .badPartHead),
        ("--XX\r\nno colon\r\n\r\nv\r\n--XX--", .badPartHead),
        ("--XX\r\nA: \u{0}\r\n\r\nv\r\n--XX--", .badPartHead),
        (FormTexts.body([(#"Content-Disposition: attachment; name="a""#, "v")]), .badDisposition),
        (FormTexts.body([("Content-Disposition: form-data", "v")]), .badDisposition),
        (FormTexts.body([(#"Content-Disposition: form-data; name="a"; name="b""#, "v")]), .badDisposition),
        (FormTexts.body([(#"Content-Disposition: form-data; name="a"#, "v")]), .badDisposition),
        (
            FormTexts.body([("Content-Disposition: form-data; name=a; filename*=latin1''%e9", "v")]),
            .badDisposition
        ),
        (FormTexts.body([(field + "\r\nContent-Type: multipart/mixed; boundary=YY", "v")]), .unsupportedPart),
        (FormTexts.body([(field + "\r\nContent-Type: message/rfc822", "v")]), .unsupportedPart),
        (FormTexts.body([(field + "\r\nContent-Type: text/plain; charset=utf-16", "v")]), .unsupportedPart),
        (FormTexts.body([(field + "\r\nContent-Transfer-Encoding: base64", "v")]), .unsupportedPart),
        (FormTexts.body([(field + "\r\nA: " + String(repeating: "x", count: 9000), "v")]), .tooLarge),
        (FormTexts.body(Array(repeating: (field, "v"), count: 1001)), .tooLarge),
    ]

    @Test(arguments: Self.faults)
    func aMalformedBodyIsRefused(body: String, reason: FormError.Reason) {
        let error = #expect(throws: FormError.self) { try FormTexts.form(body) }
        #expect(error?.reason == reason)
    }

    @Test func aBodyCutAnywhereIsRefused() throws {
        let whole = [UInt8](Self.sound.utf8)
        let type = [UInt8](FormTexts.multipartType.utf8)
        for count in 0..<whole.count - 2 {
            let cut = Array(whole[..<count])
            #expect(throws: FormError.self, "cut at \(count)") {
                try MultipartForm(cut.span, contentType: type.span)
            }
        }
        let closed = Array(whole.dropLast(2))
        #expect(try MultipartForm(closed.span, contentType: type.span).parts.count == 2)
    }

    @Test func noMutationTrapsAndEveryRangeLiesInTheBody() throws {
        let seed = UInt64.random(in: .min ... .max)
        var generator = SeededGenerator(seed: seed)
        let sound = [UInt8](Self.sound.utf8)
        let type = [UInt8](FormTexts.multipartType.utf8)
        for _ in 0..<2000 {
            var body = sound
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                let index = Int.random(in: body.indices, using: &generator)
                switch Int.random(in: 0..<3, using: &generator) {
                case 0: body[index] = UInt8.random(in: .min ... .max, using: &generator)
                case 1: body.remove(at: index)
                default: body.insert(body[Int.random(in: body.indices, using: &generator)], at: index)
                }
            }
            let form = try? MultipartForm(body.span, contentType: type.span)
            let inside = (form?.texts ?? []).allSatisfy { $0.range.upperBound <= body.count }
            #expect(inside, "seed \(seed)")
            _ = try? URLEncodedForm(body.span)
        }
    }

    @Test func anEditTouchesOnlyItsText() throws {
        let text = Self.sound
        let body = [UInt8](text.utf8)
        let form = try FormTexts.form(text)
        var out: [UInt8] = []
        FormEditor.apply(
            [
                (form.texts[1], [TextEdit(range: 1..<4, replacement: [UInt8]("***".utf8))]),
                (form.texts[3], [TextEdit(range: 0..<4, replacement: [UInt8](#"a"\b"#.utf8))]),
            ], to: body.span, into: &out)
        #expect(
            String(decoding: out, as: UTF8.self)
                == text.replacing("hello", with: "h***o").replacing("plan.mp3", with: #"a%22\\b.mp3"#))
        out = []
        FormEditor.apply(form.texts.map { ($0, []) }, to: body.span, into: &out)
        #expect(out == body)
    }

    private static let edits: [([TextEdit], String)] = [
        ([TextEdit(range: 0..<0, replacement: [120])], "xabcd"),
        ([TextEdit(range: 4..<4, replacement: [120])], "abcdx"),
        ([TextEdit(range: 0..<4, replacement: [])], ""),
        ([TextEdit(range: 0..<1, replacement: [120]), TextEdit(range: 1..<2, replacement: [121])], "xycd"),
        ([TextEdit(range: 1..<2, replacement: [120]), TextEdit(range: 2..<2, replacement: [121])], "axycd"),
        ([TextEdit(range: 3..<9, replacement: [120])], "abcx"),
        ([TextEdit(range: 9..<12, replacement: [120])], "abcd"),
    ]

    @Test(arguments: Self.edits)
    func editsMeetTheirOffsets(edits: [TextEdit], result: String) throws {
        let text = FormTexts.body([(Self.field, "abcd")])
        let body = [UInt8](text.utf8)
        let form = try FormTexts.form(text)
        var out: [UInt8] = []
        FormEditor.apply([(form.texts[1], edits)], to: body.span, into: &out)
        #expect(String(decoding: out, as: UTF8.self) == FormTexts.body([(Self.field, result)]))
    }
}
