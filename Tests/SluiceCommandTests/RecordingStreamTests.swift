import Testing
import sluice

struct RecordingStreamTests {
    private static let recordings = [
        "{\"sluice_recording\":1,\"id\":\"a\"}\n[1,\"cancel\"]\n", "{\"sluice_recording\":1,\"id\":\"b\"}\n",
    ]

    @Test func recordingsComeApartWhereverTheyAreCut() {
        let all = Array(Self.recordings.joined().utf8)
        for cut in 0...all.count {
            var splitter = RecordingSplitter()
            var found = splitter.take(Array(all[..<cut])) + splitter.take(Array(all[cut...]))
            found += splitter.finish().map { [$0] } ?? []
            #expect(found.map { String(decoding: $0, as: UTF8.self) } == Self.recordings)
        }
    }

    @Test func chunksComeApartWhereverTheyAreCut() {
        let wire = Array("5\r\nhello\r\nA;x=1\r\n, recorder\r\n0\r\n\r\n".utf8)
        for cut in 0...wire.count {
            var chunks = ChunkedBody()
            let body = (chunks.take(wire[..<cut]) ?? []) + (chunks.take(wire[cut...]) ?? [])
            #expect(String(decoding: body, as: UTF8.self) == "hello, recorder" && chunks.isComplete)
        }
    }

    @Test(arguments: ["x\r\n", "-1\r\n", String(repeating: "1", count: 100)])
    func whatIsNoChunkIsTold(text: String) {
        var chunks = ChunkedBody()
        #expect(chunks.take(text.utf8) == nil)
    }

    @Test(arguments: [("30s", 30), ("10m", 600), ("24h", 86_400)])
    func aTimeIsRead(text: String, seconds: Int) {
        #expect(RecordingTime(argument: text)?.seconds == seconds)
    }

    @Test(arguments: ["", "s", "0s", "-1s", "10", "25h", "1d", "99999999999999999999s"])
    func whatIsNoTimeIsRefused(text: String) {
        #expect(RecordingTime(argument: text) == nil)
    }
}
