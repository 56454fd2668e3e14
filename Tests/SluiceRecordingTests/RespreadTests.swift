import SluiceRecording
import SluiceWire
import Testing

struct RespreadTests {
    private func respread(_ stream: EventStream) -> Respread {
        Respread(Array(stream.body.utf8), stream.framing, dialect: stream.recorded.dialect)
    }

    /// The running texts of a stream, by channel, read with the dialect's own table.
    private func texts(_ events: [StreamEvent], _ stream: EventStream) throws -> [ChannelKey: [UInt8]] {
        var parser = EventStreamParser(framing: stream.framing)
        parser.append(Array(events.map(\.bytes).joined()).span)
        var texts: [ChannelKey: [UInt8]] = [:]
        var scan = PayloadScan()
        while let frame = parser.next() {
            guard case .line(let range) = frame.data else { continue }
            let payload = Array(parser.buffer[range])
            guard payload != Array("[DONE]".utf8) else { continue }
            try stream.recorded.dialect.event.scan(payload.span, options: .response, into: &scan)
            for site in scan.sites where site.kind == .delta && !site.isMirror {
                JSONText.decode(payload.span, site.range, into: &texts[site.channel, default: []])
            }
        }
        return texts
    }

    @Test(arguments: EventStream.all)
    func theRecordedSpreadIsTheStreamItself(stream: EventStream) {
        #expect(Array(respread(stream).events.map(\.bytes).joined()) == Array(stream.body.utf8))
    }

    @Test(arguments: EventStream.all)
    func everySpreadHoldsTheSameTexts(stream: EventStream) throws {
        let respread = respread(stream)
        let recorded = try texts(respread.events, stream)
        #expect(!recorded.isEmpty)
        #expect(try texts(respread.finest(), stream) == recorded)
        #expect(try texts(respread.coarsest(), stream) == recorded)
        var generator = SeededGenerator(seed: FuzzLimits.seed)
        for _ in 0..<50 {
            #expect(
                try texts(respread.random(using: &generator), stream) == recorded, "seed \(FuzzLimits.seed)")
        }
    }

    @Test func theFinestSpreadHasOneCodePointPerEvent() throws {
        let respread = respread(.messageText)
        let text = "silver otter, a copper kettle \u{91D1}\u{989D} and an amber lamp"
        let deltas = respread.finest().filter { !$0.parts.isEmpty }
        #expect(deltas.count == text.unicodeScalars.count)
        #expect(deltas.allSatisfy { $0.parts.map(\.codePoints) == [1] })
    }

    @Test func theCoarsestSpreadJoinsNeighbours() throws {
        let deltas = respread(.messageText).coarsest().filter { !$0.parts.isEmpty }
        #expect(deltas.count == 2, "a ping stands between the two")
        let joined = String(decoding: deltas[0].bytes, as: UTF8.self)
        #expect(joined.contains(#""text":"silver otter, a copper""#))
    }

    @Test func theFinishComesWithTheLastPiece() throws {
        let respread = respread(.reasoning)
        let index = try #require(
            respread.events.firstIndex { String(decoding: $0.bytes, as: UTF8.self).contains("length") })
        let pieces = respread.events[index].split(at: [2]).map { String(decoding: $0.bytes, as: UTF8.self) }
        #expect(pieces.count == 2)
        #expect(pieces[0].contains(#""content":" l"},"finish_reason":null"#))
        #expect(pieces[1].contains(#""content":"amp"},"finish_reason":"length""#))
    }

    @Test func anEscapeIsCutOnlyWhereItsTextIs() throws {
        let respread = respread(.reasoning)
        let event = try #require(
            respread.events.first { String(decoding: $0.bytes, as: UTF8.self).contains(#"\ud83d"#) })
        let pieces = event.split(at: Array(0...40)).map { String(decoding: $0.bytes, as: UTF8.self) }
        #expect(pieces.contains { $0.contains(#""content":"\ud83d\ude00""#) })
        #expect(pieces.allSatisfy { $0.contains(#"\ud83d"#) == $0.contains(#"\ude00"#) })
    }

    @Test func argumentsAreCutInsideTheirOwnEscapes() throws {
        let event = try #require(
            respread(.messageTool).events.first {
                String(decoding: $0.bytes, as: UTF8.self).contains(#"\\u006ft"#)
            })
        let pieces = event.split(at: [4]).map { String(decoding: $0.bytes, as: UTF8.self) }
        #expect(pieces[0].contains(#""partial_json":"r \\u""#))
        #expect(pieces[1].contains(#""partial_json":"006ft""#))
    }
}
