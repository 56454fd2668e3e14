import SluicePipeline
import SluiceRecording
import Testing

struct RecordingDraftTests {
    private static func fields(_ pairs: (String, String)...) -> HeaderFields {
        HeaderFields(pairs.map { HeaderFields.Field(name: $0.0, value: $0.1) })
    }

    /// `hello` compressed.
    private static let hello: [UInt8] = [
        0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0xCB, 0x48, 0xCD, 0xC9, 0xC9, 0x07, 0, 0x86, 0xA6, 0x10, 0x36, 5,
        0, 0, 0,
    ]

    @Test func codedBodiesAreDecodedPieceByPiece() throws {
        var draft = RecordingDraft(id: "r", started: "2026-11-29T00:00:00Z")
        try draft.add(0, .request(method: "POST", target: "/", fields: Self.fields(("Content-Length", "3"))))
        try draft.add(1, .requestBody(Array("abc".utf8)))
        try draft.add(
            2, .response(status: 200, fields: Self.fields(("Content-Encoding", "gzip"), ("A", "b"))))
        for (index, piece) in [Self.hello[..<13], Self.hello[13...]].enumerated() {
            try draft.add(3 + index, .responseBody(Array(piece)))
        }
        let recording = try draft.finished()
        #expect(recording.events.map(\.microseconds) == [0, 1, 2, 3, 4])
        #expect(recording.events[0].fact == .request(method: "POST", target: "/", fields: HeaderFields()))
        #expect(recording.events[2].fact == .response(status: 200, fields: Self.fields(("A", "b"))))
        let pieces = recording.events[3...].map { event -> [UInt8] in
            if case .responseBody(let bytes) = event.fact { bytes } else { [] }
        }
        #expect(Array(pieces.joined()) == Array("hello".utf8))
    }

    @Test(arguments: ["br", "gzip, gzip", "gzip"])
    func aBodyThatCannotBeReadIsNotRecorded(coding: String) throws {
        var draft = RecordingDraft(id: "r")
        try draft.add(0, .response(status: 200, fields: Self.fields(("content-encoding", coding))))
        try draft.add(0, .responseBody(Array("no such thing".utf8)))
        #expect(throws: RecordingDraft.Fault.self) { try draft.finished() }
    }

    @Test func thereIsABoundOnOneRecording() throws {
        var draft = RecordingDraft(id: "r")
        let piece = [UInt8](repeating: 0, count: 1 << 20)
        #expect(throws: RecordingDraft.Fault.self) {
            for _ in 0..<64 { try draft.add(0, .responseBody(piece)) }
        }
    }
}
