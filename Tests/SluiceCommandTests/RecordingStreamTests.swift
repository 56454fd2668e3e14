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

    @Test(arguments: [("30s", 30), ("10m", 600), ("24h", 86_400)])
    func aTimeIsRead(text: String, seconds: Int) {
        #expect(RecordingTime(argument: text)?.seconds == seconds)
    }

    @Test(arguments: ["", "s", "0s", "-1s", "10", "25h", "1d", "99999999999999999999s"])
    func whatIsNoTimeIsRefused(text: String) {
        #expect(RecordingTime(argument: text) == nil)
    }
}
