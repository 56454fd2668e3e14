import SluiceWire
import Testing

struct ContentDecoderTests {
    private static let text = Array(String(repeating: "The same line again. ", count: 40) + "é漢😀")

    private func decode(
        _ pieces: [[UInt8]], _ coding: ContentCoding, limit: Int = 1 << 20
    ) throws -> [UInt8] {
        let decoder = ContentDecoder(coding, limit: limit)
        var out: [UInt8] = []
        for piece in pieces {
            try decoder.push(piece.span, into: &out)
        }
        try decoder.finish()
        return out
    }

    /// Pushes one piece and gives the error instead of throwing it.
    private func failure(
        of decoder: ContentDecoder, at piece: [UInt8], into out: inout [UInt8]
    ) -> ContentDecodingError? {
        do throws(ContentDecodingError) {
            try decoder.push(piece.span, into: &out)
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: [
        (ContentCoding.gzip, Deflated.gzip), (.deflate, Deflated.zlib), (.deflate, Deflated.raw),
        (.deflate, Deflated.gzip), (.gzip, Deflated.zlib),
    ])
    func bodyIsDecodedAtEverySplit(coding: ContentCoding, windowBits: Int32) throws {
        let body = Deflated.bytes(Self.text, windowBits: windowBits)
        for cut in 0...body.count {
            #expect(try decode([Array(body[..<cut]), Array(body[cut...])], coding) == Self.text)
        }
        #expect(try decode(body.map { [$0] }, coding) == Self.text)
    }

    @Test func severalGzipMembersAreOneBody() throws {
        let members = [Self.text, [], Array("end")].flatMap { Deflated.bytes($0, windowBits: Deflated.gzip) }
        #expect(try decode([members], .gzip) == Self.text + Array("end"))
        #expect(try decode(members.map { [$0] }, .gzip) == Self.text + Array("end"))
    }

    @Test(arguments: [
        (ContentCoding.gzip, Deflated.gzip), (.deflate, Deflated.zlib), (.deflate, Deflated.raw),
    ])
    func flushedEventsComeOutOneByOne(coding: ContentCoding, windowBits: Int32) throws {
        let events = (0..<20).map { Array("data: {\"n\":\($0)}\n\n") }
        let decoder = ContentDecoder(coding, limit: 1 << 20)
        for (event, piece) in zip(events, Deflated.pieces(events, windowBits: windowBits)) {
            var out: [UInt8] = []
            try decoder.push(piece.span, into: &out)
            #expect(out == event)
        }
        try decoder.finish()
    }

    @Test(arguments: [
        (ContentCoding.gzip, Deflated.gzip), (.deflate, Deflated.zlib), (.deflate, Deflated.raw),
    ])
    func cutBodyIsAnError(coding: ContentCoding, windowBits: Int32) {
        let body = Deflated.bytes(Self.text, windowBits: windowBits)
        for end in 1..<body.count {
            #expect(throws: ContentDecodingError.truncated) { try decode([Array(body[..<end])], coding) }
        }
    }

    @Test func emptyBodyIsWhole() throws {
        #expect(try decode([], .gzip).isEmpty)
    }

    @Test(arguments: [
        (ContentCoding.gzip, Deflated.gzip), (.deflate, Deflated.zlib), (.deflate, Deflated.raw),
    ])
    func bytesBehindTheEndAreAnError(coding: ContentCoding, windowBits: Int32) {
        let body = Deflated.bytes(Self.text, windowBits: windowBits)
        #expect(throws: ContentDecodingError.trailingBytes) { try decode([body + [0]], coding) }
        #expect(throws: ContentDecodingError.trailingBytes) { try decode([body, Array("text")], coding) }
    }

    @Test(arguments: [
        Array("plain text"), [0x1f, 0x8b, 0xff, 0, 0, 0, 0, 0, 0, 0], [0x78, 0x9c, 0xff, 0xff],
    ])
    func garbageIsAnError(body: [UInt8]) {
        #expect(throws: ContentDecodingError.malformed) { try decode([body], .gzip) }
    }

    @Test func wrongChecksumIsAnError() {
        var body = Deflated.bytes(Self.text, windowBits: Deflated.gzip)
        body[body.count - 5] ^= 1
        #expect(throws: ContentDecodingError.malformed) { try decode([body], .gzip) }
    }

    @Test func decoderStaysFailed() {
        let decoder = ContentDecoder(.gzip, limit: 10)
        var out: [UInt8] = []
        let body = Deflated.bytes(Self.text, windowBits: Deflated.gzip)
        #expect(failure(of: decoder, at: body, into: &out) == .tooLarge)
        #expect(failure(of: decoder, at: [0], into: &out) == .tooLarge)
        #expect(throws: ContentDecodingError.tooLarge) { try decoder.finish() }
    }

    @Test func limitIsExact() throws {
        let body = Deflated.bytes(Self.text, windowBits: Deflated.gzip)
        #expect(try decode([body], .gzip, limit: Self.text.count) == Self.text)
        #expect(throws: ContentDecodingError.tooLarge) {
            try decode([body], .gzip, limit: Self.text.count - 1)
        }
        let twice = body + body
        #expect(throws: ContentDecodingError.tooLarge) {
            try decode([twice], .gzip, limit: Self.text.count * 2 - 1)
        }
    }

    /// 200 MB of zeros come as 200 KB; no more than the cap is ever made of them.
    @Test func bombStopsAtTheCap() {
        let zeros = [UInt8](repeating: 0, count: 1 << 20)
        let body = Deflated.pieces(Array(repeating: zeros, count: 200), windowBits: Deflated.gzip)
        let decoder = ContentDecoder(.gzip, limit: 3_000_000)
        var out: [UInt8] = []
        #expect(failure(of: decoder, at: body.flatMap { $0 }, into: &out) == .tooLarge)
        #expect(out.count <= 3_000_000)
    }

    @Test func randomBytesDoNoHarm() {
        let seed = UInt64.random(in: 0 ... .max)
        var random = SeededGenerator(seed: seed)
        print("seed \(seed)")
        for _ in 0..<trials(1000) {
            for windowBits in [Deflated.gzip, Deflated.zlib, Deflated.raw] {
                var body = Deflated.bytes(Self.text, windowBits: windowBits)
                for _ in 0..<3 {
                    body[Int.random(in: 0..<body.count, using: &random)] = .random(
                        in: 0...255, using: &random)
                }
                _ = try? decode([body], windowBits == Deflated.gzip ? .gzip : .deflate)
            }
        }
    }

    @Test(arguments: [
        ("gzip", ContentCoding.gzip), ("X-GZIP ", .gzip), ("Deflate", .deflate), ("br", nil), ("zstd", nil),
        ("gzip, gzip", nil), ("", nil),
    ])
    func codingsAreKnownByName(name: String, coding: ContentCoding?) {
        #expect(ContentCoding(name: name) == coding)
    }
}
