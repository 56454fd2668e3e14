import NIOCore
import NIOEmbedded
import NIOHTTP1
import SluicePipeline
import SluiceRecording
import Testing

@testable import SluiceGateway

/// The parser of requests: the same steps for every way to cut the bytes, and never more lenient than NIO's.
struct RequestParserTests {
    /// A request that came out.
    private struct Request: Equatable {
        var method: String
        var target: String
        var fields: [HeaderFields.Field]
        var body: [UInt8] = []
        var isComplete = false

        var withoutTabs: Request {
            var copy = self
            for index in fields.indices { copy.fields[index].value.replace("\t", with: " ") }
            copy.body = body.map { $0 == 0x09 ? 0x20 : $0 }
            return copy
        }
    }

    private struct Outcome: Equatable {
        var requests: [Request] = []
        var hasOtherVersion = false
        var fault: RequestFault?
    }

    private static let fixed =
        "POST /v1/a?b=c HTTP/1.1\r\nHost: a.example\r\ncontent-length: 15\r\nx: \t1 2\t \r\n\r\nhello0123456789"
    private static let chunked =
        "\r\nPOST /v1/a HTTP/1.1\r\nhost: a\r\nTransfer-Encoding: Chunked\r\nx:\r\n\r\n"
        + "5;e=\"1\"\r\nhello\r\nA\r\n0123456789\r\n000\r\nx: trailer\r\n\r\n"
    private static let bare = "GET / HTTP/1.0\r\n\r\n"
    private static let several = fixed + "GET / HTTP/1.1\r\n\r\n" + chunked + "\r\n" + fixed

    private static func parse(_ pieces: [ArraySlice<UInt8>], _ limits: ClientLimits = ClientLimits())
        -> Outcome
    {
        var parser = RequestParser(limits)
        var outcome = Outcome()
        do throws(RequestFault) {
            for piece in pieces {
                let bytes = Array(piece)
                var index = 0
                reading: while true {
                    switch try parser.next(bytes.span, &index) {
                    case .needsMore: break reading
                    case .head(let head):
                        if head.version == .other { outcome.hasOtherVersion = true }
                        outcome.requests.append(
                            Request(method: head.method, target: head.target, fields: head.lines.all))
                    case .body(let range):
                        outcome.requests[outcome.requests.count - 1].body += bytes[range]
                    case .end: outcome.requests[outcome.requests.count - 1].isComplete = true
                    }
                }
            }
        } catch {
            outcome.fault = error
        }
        return outcome
    }

    private static func parse(_ text: String, _ limits: ClientLimits = ClientLimits()) -> Outcome {
        parse([Array(text.utf8)[...]], limits)
    }

    @Test(arguments: [fixed, chunked, bare, several])
    func everyCutGivesTheSame(_ text: String) {
        let bytes = Array(text.utf8)
        let whole = Self.parse(text)
        #expect(whole.fault == nil)
        #expect(whole.requests.allSatisfy { $0.isComplete })
        for first in 0..<bytes.count {
            for second in stride(from: first, to: bytes.count, by: 7) {
                #expect(Self.parse([bytes[..<first], bytes[first..<second], bytes[second...]]) == whole)
            }
        }
        #expect(Self.parse(bytes.indices.map { bytes[$0...$0] }) == whole)
    }

    @Test func requestsAreTakenApart() {
        let outcome = Self.parse(Self.several)
        #expect(outcome.requests.map(\.method) == ["POST", "GET", "POST", "POST"])
        #expect(outcome.requests.map(\.target) == ["/v1/a?b=c", "/", "/v1/a", "/v1/a?b=c"])
        let body = Array("hello0123456789".utf8)
        #expect(outcome.requests.map(\.body) == [body, [], body, body])
        #expect(
            outcome.requests[0].fields.map { "\($0.name)=\($0.value)" } == [
                "Host=a.example", "content-length=15", "x=1 2",
            ])
        #expect(outcome.requests[2].fields.last == HeaderFields.Field(name: "x", value: ""))
    }

    @Test func whatCannotBecomeARequestIsRefusedBeforeItsLineEnds() {
        #expect(Self.parse("\u{16}\u{3}").fault == .noRequestLine)
        #expect(Self.parse("get").fault == .noRequestLine)
        #expect(Self.parse("GET").fault == nil)
        #expect(Self.parse("\r").fault == nil)
    }

    @Test func headsAreBounded() {
        var limits = ClientLimits()
        limits.headBytes = 100
        limits.fields = 3
        let long = String(repeating: "a", count: 101)
        #expect(Self.parse("GET /\(long)", limits).fault == .tooLarge)
        #expect(Self.parse("GET / HTTP/1.1\r\nx: \(long)", limits).fault == .tooLarge)
        #expect(Self.parse("GET / HTTP/1.1\r\na: 1\r\nb: 1\r\nc: 1\r\n\r\n", limits).fault == nil)
        #expect(Self.parse("GET / HTTP/1.1\r\na: 1\r\nb: 1\r\nc: 1\r\nd: 1\r\n", limits).fault == .tooLarge)
        let head = "POST / HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\n0\r\n"
        #expect(Self.parse(head + "x: \(long)\r\n\r\n", limits).fault == .tooLarge)
        #expect(Self.parse(head + "a: 1\r\nb: 1\r\nc: 1\r\nd: 1\r\n\r\n", limits).fault == .tooLarge)
    }

    @Test func aHeadWithoutFramingEndsTheReading() {
        let outcome = Self.parse("POST / HTTP/1.1\r\ncontent-length: x\r\n\r\n" + Self.bare)
        #expect(outcome.requests.count == 1 && outcome.requests.first?.isComplete == false)
    }

    @Test func itIsKnownWhatOfARequestHasCome() throws {
        var parser = RequestParser(ClientLimits())
        func feed(_ text: String) throws -> Int {
            let bytes = Array(text.utf8)
            var index = 0
            while try parser.next(bytes.span, &index) != .needsMore {}
            return parser.bytesTaken
        }
        #expect(try feed("\r\n") == 2 && !parser.hasBegun)
        #expect(try feed("POST / HTTP/1.1\r\ncontent-le") == 29 && parser.hasBegun)
        #expect(try feed("ngth: 2\r\n\r\n{") == 41 && parser.hasBegun)
        #expect(try feed("}") == 0 && !parser.hasBegun)
        #expect(try feed("G") == 1 && parser.hasBegun)
    }

    /// What NIO's parser makes of the bytes.
    private static func reference(_ bytes: [UInt8]) throws -> (requests: [Request], hasFailed: Bool) {
        let channel = EmbeddedChannel()
        defer { _ = try? channel.finish(acceptAlreadyClosed: true) }
        try channel.pipeline.syncOperations.addHandler(
            ByteToMessageHandler(HTTPRequestDecoder(leftOverBytesStrategy: .dropBytes)))
        var hasFailed = false
        do {
            try channel.writeInbound(ByteBuffer(bytes: bytes))
        } catch {
            hasFailed = true
        }
        var requests: [Request] = []
        while let part = try channel.readInbound(as: HTTPServerRequestPart.self) {
            switch part {
            case .head(let head):
                let fields = head.headers.map { field in
                    let value = field.value.reversed().drop { $0 == " " }.reversed()
                    return HeaderFields.Field(name: field.name, value: String(value))
                }
                requests.append(Request(method: head.method.rawValue, target: head.uri, fields: fields))
            case .body(let bytes): requests[requests.count - 1].body += Array(bytes.readableBytesView)
            case .end: requests[requests.count - 1].isComplete = true
            }
        }
        return (requests, hasFailed)
    }

    private static let insertions = [
        "\r", "\n", "\r\n", " ", "\t", ":", ";", "\0", ",", "0", "chunked", "x", "content-length: 3\r\n",
        "transfer-encoding: chunked\r\n", "0\r\n\r\n", "\r\n\r\n", "\u{7F}", "\u{80}", "ä",
    ].map { Array($0.utf8) }

    private static func mutate(_ bytes: inout [UInt8], _ random: inout SeededGenerator) {
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            let index = Int.random(in: bytes.indices, using: &random)
            switch Int.random(in: 0..<4, using: &random) {
            case 0: bytes[index] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes.remove(at: index)
            case 2: bytes.insert(contentsOf: bytes[..<index].suffix(9), at: index)
            default: bytes.insert(contentsOf: insertions.randomElement(using: &random) ?? [], at: index)
            }
        }
    }

    /// Whatever is read as a complete request here is one for NIO, the same one; the other way around it need not be.
    @Test func nothingIsAcceptedThatNIOReadsInAnotherWay() throws {
        let seed = UInt64.random(in: .min ... .max)
        var random = SeededGenerator(seed: seed)
        let originals = [Self.fixed, Self.chunked, Self.several].map { Array($0.utf8) }
        var accepted = 0
        for round in 0..<10_000 {
            var bytes = originals[round % originals.count]
            Self.mutate(&bytes, &random)
            let own = Self.parse([bytes[...]])
            let cut = Int.random(in: 0...bytes.count, using: &random)
            let shown = "seed \(seed): \(String(decoding: bytes, as: UTF8.self).debugDescription)"
            let isSameInPieces = Self.parse([bytes[..<cut], bytes[cut...]]) == own
            #expect(isSameInPieces, "\(shown)")
            let complete = own.requests.filter(\.isComplete)
            // What is no path, and a version that isn't spoken, is refused behind the parser.
            guard own.fault == nil, !own.hasOtherVersion, !complete.isEmpty,
                complete.allSatisfy({ $0.target.hasPrefix("/") })
            else { continue }
            // NIO leaves blanks at the end of a value, and knows no tabs there.
            let other = try Self.reference(bytes.map { $0 == 0x09 ? 0x20 : $0 })
            // NIO knows the methods that are registered and no others.
            if other.hasFailed, complete.contains(where: { HTTPMethod(rawValue: $0.method).isOther }) {
                continue
            }
            accepted += 1
            let isSame = Array(other.requests.prefix(complete.count)) == complete.map(\.withoutTabs)
            #expect(isSame, "\(shown)")
        }
        #expect(accepted > 1_000, "seed \(seed)")
    }
}

extension HTTPMethod {
    fileprivate var isOther: Bool {
        if case .RAW = self { true } else { false }
    }
}
