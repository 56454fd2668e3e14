import SluiceWire
import Testing

/// A frame with its bytes, for comparing.
struct SeenFrame: Equatable {
    var raw: String
    var data: String?
    var name: String?
    var other: [String] = []
    var hasID = false
    var lineEnding = LineEnding.lf
    var isTerminated = true
}

struct EventStreamParserTests {
    /// All frames of a stream that comes in these pieces.
    static func frames(_ pieces: [[UInt8]], _ framing: StreamFraming = .sse) -> [SeenFrame] {
        var parser = EventStreamParser(framing: framing)
        var seen: [SeenFrame] = []
        for piece in pieces {
            parser.append(piece.span)
            while let frame = parser.next() {
                seen.append(Self.seen(frame, parser.buffer))
            }
        }
        while let frame = parser.finish() {
            seen.append(Self.seen(frame, parser.buffer))
        }
        #expect(parser.pendingBytes == 0)
        return seen
    }

    static func frames(_ stream: String, _ framing: StreamFraming = .sse) -> [SeenFrame] {
        frames([Array(stream)], framing)
    }

    private static func seen(_ frame: EventFrame, _ buffer: [UInt8]) -> SeenFrame {
        let data: String? =
            switch frame.data {
            case .none: nil
            case .line(let range): buffer.string(range)
            case .joined(let bytes): String(decoding: bytes, as: UTF8.self)
            }
        return SeenFrame(
            raw: buffer.string(frame.raw), data: data, name: frame.name.map { buffer.string($0) },
            other: frame.other.map { buffer.string($0) }, hasID: frame.hasID, lineEnding: frame.lineEnding,
            isTerminated: frame.isTerminated)
    }

    @Test(arguments: [
        ("data: a\n\n", SeenFrame(raw: "data: a\n\n", data: "a")),
        ("data:a\n\n", SeenFrame(raw: "data:a\n\n", data: "a")),
        ("data:  a\n\n", SeenFrame(raw: "data:  a\n\n", data: " a")),
        ("data\n\n", SeenFrame(raw: "data\n\n", data: "")),
        ("data:\n\n", SeenFrame(raw: "data:\n\n", data: "")),
        ("data: a\r\n\r\n", SeenFrame(raw: "data: a\r\n\r\n", data: "a", lineEnding: .crlf)),
        ("data: a\r\r", SeenFrame(raw: "data: a\r\r", data: "a", lineEnding: .cr)),
        ("event: e\ndata: a\n\n", SeenFrame(raw: "event: e\ndata: a\n\n", data: "a", name: "e")),
        ("data: a\ndata\ndata: b:c\n\n", SeenFrame(raw: "data: a\ndata\ndata: b:c\n\n", data: "a\n\nb:c")),
        (": hi\n\n", SeenFrame(raw: ": hi\n\n", other: [" hi"])),
        (
            "id: 7\nretry:10\nx\n\n",
            SeenFrame(raw: "id: 7\nretry:10\nx\n\n", other: [" 7", "10", "x"], hasID: true)
        ),
        ("id\n\n", SeenFrame(raw: "id\n\n", other: ["id"], hasID: true)),
        ("idx: a\n: id: b\n\n", SeenFrame(raw: "idx: a\n: id: b\n\n", other: [" a", " id: b"])),
        ("event: e\nevent: f\n\n", SeenFrame(raw: "event: e\nevent: f\n\n", name: "f", other: ["e"])),
        ("datax: a\n data: b\n\n", SeenFrame(raw: "datax: a\n data: b\n\n", other: [" a", " b"])),
        ("\n", SeenFrame(raw: "\n")),
        ("data: a", SeenFrame(raw: "data: a", data: "a", isTerminated: false)),
        ("data: a\n", SeenFrame(raw: "data: a\n", data: "a", isTerminated: false)),
        ("data: a\r\n\r", SeenFrame(raw: "data: a\r\n\r", data: "a", lineEnding: .crlf)),
        ("\u{feff}data: a\n\n", SeenFrame(raw: "data: a\n\n", data: "a")),
        (
            "data: \u{feff}\u{2028}a\u{85}\n\n",
            SeenFrame(raw: "data: \u{feff}\u{2028}a\u{85}\n\n", data: "\u{feff}\u{2028}a\u{85}")
        ),
    ])
    func oneEventIsReadByTheStandard(stream: String, frame: SeenFrame) {
        #expect(Self.frames(stream) == [frame])
    }

    @Test func blankLinesAreFramesOfTheirOwn() {
        #expect(Self.frames("\n\ndata: a\n\n\n").map(\.raw) == ["\n", "\n", "data: a\n\n", "\n"])
    }

    @Test func emptyStreamHasNoFrames() {
        #expect(Self.frames([]).isEmpty)
        #expect(Self.frames("").isEmpty)
        #expect(Self.frames("\u{feff}").isEmpty)
    }

    @Test func doubleCREndsTheEventAtOnce() {
        var parser = EventStreamParser(framing: .sse)
        parser.append(Array("data: a\r\r").span)
        #expect(parser.next() != nil)
        parser.append(Array("\ndata: b\r\r").span)
        let frame = parser.next()
        #expect(frame.map { parser.buffer.string($0.raw) } == "\ndata: b\r\r")
    }

    private static let streams = [
        "data: a\n\ndata: b\n\ndata: [DONE]\n\n",
        "data: a\r\n\r\nevent: x\r\ndata: b\r\n\r\n",
        "data: a\r\rdata: b\r\r\ndata: c\r\r",
        "data: a\r\n\rdata: b\n\r\ndata: c\r\n\n",
        "\u{feff}: c\n\nevent: e\ndata: 1\ndata: 2\r\n\r\n\r\n\rid: 3\n\n\n\ndata",
        "\r\n\r\r\n\n\rdata: é漢😀\r\n\n",
        "\u{feff}", "\u{fe00}data: a\n\n", "\r", "\n\r", "data: a\r", "data: a\r\n\r", "data: a\n\r",
        "event: message_start\ndata: {\"type\":\"message_start\"}\n\nevent: ping\ndata: {}\n\n",
    ]

    @Test(arguments: streams, [StreamFraming.sse, .lines])
    func everySplitGivesTheSameFrames(stream: String, framing: StreamFraming) {
        let bytes = Array(stream)
        let whole = Self.frames([bytes], framing)
        let mark = stream.unicodeScalars.first == "\u{feff}" ? 3 : 0
        #expect(whole.map(\.raw).joined() == String(decoding: bytes[mark...], as: UTF8.self))
        for cut in 0...bytes.count {
            for second in cut...bytes.count {
                let pieces = [bytes[..<cut], bytes[cut..<second], bytes[second...]].map { Array($0) }
                #expect(Self.frames(pieces, framing) == whole)
            }
        }
        #expect(Self.frames(bytes.map { [$0] }, framing) == whole)
    }

    @Test func randomStreamsAreCutAlikeAtRandom() {
        let seed = UInt64.random(in: 0 ... .max)
        var random = SeededGenerator(seed: seed)
        print("seed \(seed)")
        let pieces = ["\r", "\n", "\r\n", "data", "data:", "event: ", ":", " ", "x", "\u{feff}", "id:1", "é"]
        for _ in 0..<trials(2000) {
            let stream = Array((0..<24).map { _ in pieces.randomElement(using: &random) ?? "" }.joined())
            let whole = Self.frames([stream])
            var cut: [[UInt8]] = []
            var rest = stream[...]
            while !rest.isEmpty {
                let length = Int.random(in: 1...6, using: &random)
                cut.append(Array(rest.prefix(length)))
                rest = rest.dropFirst(length)
            }
            #expect(Self.frames(cut) == whole)
            let raw = whole.map(\.raw).joined()
            #expect(Array(raw) == stream || Array("\u{feff}" + raw) == stream)
        }
    }

    @Test func linesAreEventsInNDJSON() {
        #expect(
            Self.frames("{\"a\":1}\n\r\n{\"b\":\r2}\r\n{}", .lines) == [
                SeenFrame(raw: "{\"a\":1}\n", data: "{\"a\":1}"),
                SeenFrame(raw: "\r\n", lineEnding: .crlf),
                SeenFrame(raw: "{\"b\":\r2}\r\n", data: "{\"b\":\r2}", lineEnding: .crlf),
                SeenFrame(raw: "{}", data: "{}", isTerminated: false),
            ])
    }

    @Test func pendingBytesAreThoseOfTheUnfinishedEvent() {
        var parser = EventStreamParser(framing: .sse)
        parser.append(Array("data: a\n\ndata: bc\n").span)
        #expect(parser.next() != nil)
        #expect(parser.next() == nil)
        #expect(parser.pendingBytes == 9)
    }

    @Test func longStreamKeepsTheBufferSmall() {
        var parser = EventStreamParser(framing: .sse)
        let event = Array("data: " + String(repeating: "x", count: 200) + "\n\ndata: rest")
        var frames = 0
        for _ in 0..<2000 {
            parser.append(event.span)
            while parser.next() != nil { frames += 1 }
            #expect(parser.buffer.count < 10_000)
        }
        #expect(frames == 2000)
    }
}
