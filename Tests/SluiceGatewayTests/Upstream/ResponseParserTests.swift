import SluiceGateway
import SluicePipeline
import Testing

/// The parser of answers: the same steps for every way to cut the bytes, and nothing from outside ends the process.
struct ResponseParserTests {
    private static let chunked =
        "HTTP/1.1 103 Early\r\nlink: x\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\nx: a \r\n\r\n"
        + "5;e=\"1\"\r\nhello\r\nA\r\n0123456789\r\n000\r\nx: trailer\r\n\r\n"
    private static let fixed = "HTTP/1.1 200\r\ncontent-length: 15\r\nx:a\r\n\r\nhello0123456789"

    /// What came out: heads, the body, whether the end was said.
    private struct Outcome: Equatable {
        var heads: [UpstreamHead] = []
        var body: [UInt8] = []
        var hasEnded = false
        var isInvalid = false
    }

    private func parse(_ pieces: [ArraySlice<UInt8>]) -> Outcome {
        var parser = ResponseParser(limitBytes: 4096)
        var outcome = Outcome()
        parser.expectResponse(toHead: false)
        do throws(UpstreamFault) {
            for piece in pieces {
                let bytes = Array(piece)
                var index = 0
                reading: while true {
                    switch try parser.next(bytes.span, &index) {
                    case .needsMore: break reading
                    case .head(let head): outcome.heads.append(head)
                    case .body(let range): outcome.body += bytes[range]
                    case .end: outcome.hasEnded = true
                    }
                }
            }
        } catch {
            outcome.isInvalid = true
        }
        return outcome
    }

    @Test(arguments: [chunked, fixed])
    func everyCutGivesTheSame(_ text: String) {
        let bytes = Array(text.utf8)
        let whole = parse([bytes[...]])
        #expect(whole.hasEnded && whole.body == Array("hello0123456789".utf8) && !whole.isInvalid)
        #expect(whole.heads.last?.fields.last?.value == "a")
        for first in 0..<bytes.count {
            for second in stride(from: first, to: bytes.count, by: 7) {
                #expect(parse([bytes[..<first], bytes[first..<second], bytes[second...]]) == whole)
            }
        }
        #expect(parse(bytes.indices.map { bytes[$0...$0] }) == whole)
    }

    @Test func bytesBehindTheEndAreAFault() {
        let outcome = parse([Array((Self.fixed + "x").utf8)[...]])
        #expect(outcome.hasEnded && outcome.isInvalid)
    }

    @Test func mutatedAnswersNeverTrap() {
        var generator = SystemRandomNumberGenerator()
        let originals = [Self.chunked, Self.fixed].map { Array($0.utf8) }
        for round in 0..<20_000 {
            var bytes = originals[round % 2]
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                let index = Int.random(in: bytes.indices, using: &generator)
                switch Int.random(in: 0..<3, using: &generator) {
                case 0: bytes[index] = UInt8.random(in: 0...255, using: &generator)
                case 1: bytes.remove(at: index)
                default: bytes.insert(contentsOf: bytes[..<index].suffix(9), at: index)
                }
            }
            let cut = Int.random(in: 0...bytes.count, using: &generator)
            let whole = parse([bytes[...]])
            #expect(
                parse([bytes[..<cut], bytes[cut...]]) == whole,
                "\(String(decoding: bytes, as: UTF8.self).debugDescription)")
        }
    }
}
