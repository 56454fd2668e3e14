import Testing

@testable import SluiceGateway

/// What a read brings of a body goes on in one piece.
struct BodyPiecesTests {
    private static let read = Array("4\r\nwhat\r\n1\r\n \r\n5\r\nstays\r\n".utf8)

    @Test(arguments: [
        ([], []), ([3..<7], ["what"]), ([3..<7, 12..<13, 18..<23], ["what stays"]),
        ([3..<7, 7..<7, 18..<23], ["whatstays"]),
    ])
    func thePiecesOfAReadGoOnTogether(_ pieces: [Range<Int>], _ expected: [String]) {
        var memory: [UInt8] = []
        var body = BodyPieces(taking: &memory)
        #expect(Self.delivered(pieces, by: &body) == expected)
    }

    @Test func whatWasDeliveredIsNotDeliveredAgain() {
        var memory = Array("of an earlier read".utf8)
        var body = BodyPieces(taking: &memory)
        #expect(Self.delivered([], by: &body) == [])
        #expect(Self.delivered([3..<7, 18..<23], by: &body) == ["whatstays"])
        #expect(Self.delivered([], by: &body) == [])
        #expect(Self.delivered([12..<13], by: &body) == [" "])
        #expect(Self.delivered([3..<7, 12..<13], by: &body) == ["what "])
    }

    @Test func theMemoryServesTheNextRead() {
        var memory: [UInt8] = []
        var body = BodyPieces(taking: &memory)
        _ = Self.delivered([3..<7, 18..<23], by: &body)
        body.giveBack(to: &memory)
        #expect(memory.isEmpty)
        #expect(memory.capacity >= 9)
    }

    private static func delivered(_ pieces: [Range<Int>], by body: inout BodyPieces) -> [String] {
        for piece in pieces { body.append(piece, of: read.span) }
        var delivered: [String] = []
        body.deliver(of: read.span) { bytes in
            delivered.append(String(decoding: bytes.indices.map { bytes[$0] }, as: UTF8.self))
        }
        return delivered
    }
}
