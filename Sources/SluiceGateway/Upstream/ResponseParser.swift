/// Cuts what an upstream sends into heads and pieces of bodies, whatever way the bytes are cut.
///
/// Why it exists: for the streamed answer, a parser that makes a message object of each piece costs as much as all the
/// rest of a frame. Here a piece of a body is a range of the bytes that came; nothing is copied or allocated for it.
package struct ResponseParser {
    /// What stands next in the bytes.
    package enum Step: Equatable {
        /// All bytes are taken; more are needed.
        case needsMore
        case head(UpstreamHead)
        /// A piece of the body: these of the bytes.
        case body(Range<Int>)
        /// The message is complete.
        case end
    }

    private enum State {
        /// No answer is due.
        case idle
        case head
        case fixed(Int)
        case chunks
        /// Behind the last chunk: fields that are dropped, up to the empty line.
        case trailers(TrailerReader)
        case untilClose
        /// The body is complete, which `next` has yet to say.
        case ending
    }

    /// The largest head, in bytes.
    private let limitBytes: Int
    private var state = State.idle
    private var chunks = ChunkReader(isStrict: false)
    private var isHead = false
    /// The beginning of a head that came in pieces.
    private var held: [UInt8] = []
    /// Whether a byte of the answer came.
    package private(set) var hasReceived = false

    package init(limitBytes: Int) {
        self.limitBytes = limitBytes
    }

    /// Announces a request: the answer to a HEAD request has no body, whatever its fields say.
    package mutating func expectResponse(toHead isHead: Bool) {
        self.isHead = isHead
        state = .head
        held = []
        hasReceived = false
    }

    /// Whether the end of the connection is the end of the message.
    package var endsWithConnection: Bool {
        if case .untilClose = state { true } else { false }
    }

    /// Takes the next step.
    ///
    /// - Parameters:
    ///   - bytes: What one read brought.
    ///   - index: How much of it is taken; moves on.
    package mutating func next(_ bytes: Span<UInt8>, _ index: inout Int) throws(UpstreamFault) -> Step {
        while true {
            if case .ending = state {
                state = .idle
                return .end
            }
            guard index < bytes.count else { return .needsMore }
            hasReceived = true
            switch state {
            case .idle, .ending:
                throw .invalid
            case .head:
                guard let head = try readHead(bytes, &index) else { return .needsMore }
                begin(head)
                return .head(head)
            case .fixed(let missing):
                let piece = index..<min(bytes.count, index + missing)
                state = piece.count == missing ? .ending : .fixed(missing - piece.count)
                index = piece.upperBound
                return .body(piece)
            case .chunks:
                switch try readChunks(bytes, &index) {
                case .needsMore: return .needsMore
                case .piece(let piece): return .body(piece)
                case .last: state = .trailers(TrailerReader())
                }
            case .untilClose:
                let piece = index..<bytes.count
                index = bytes.count
                return .body(piece)
            case .trailers(var reader):
                state = try reader.read(bytes[index]) ? .ending : .trailers(reader)
                index += 1
            }
        }
    }

    private mutating func readChunks(_ bytes: Span<UInt8>, _ index: inout Int) throws(UpstreamFault)
        -> ChunkReader.Step
    {
        do throws(InvalidFraming) {
            return try chunks.next(bytes, &index)
        } catch {
            throw .invalid
        }
    }

    private mutating func begin(_ head: UpstreamHead) {
        guard !head.isInformational else { return state = .head }
        if isHead || head.status == 204 || head.status == 304 {
            state = .ending
        } else if head.isChunked {
            chunks = ChunkReader(isStrict: false)
            state = .chunks
        } else if let length = head.contentLength {
            state = length == 0 ? .ending : .fixed(length)
        } else {
            state = .untilClose
        }
    }

    /// Reads a head once all of it is there.
    private mutating func readHead(_ bytes: Span<UInt8>, _ index: inout Int) throws(UpstreamFault)
        -> UpstreamHead?
    {
        if held.isEmpty, let end = Self.headEnd(bytes, from: index) {
            let head = try UpstreamHead(bytes.extracting(index..<end))
            index = end
            return head
        }
        while index < bytes.count {
            held.append(bytes[index])
            index += 1
            guard held.count <= limitBytes else { throw .invalid }
            guard held.last == 0x0A, held.suffix(4).elementsEqual([0x0D, 0x0A, 0x0D, 0x0A]) else { continue }
            let head = try UpstreamHead(held.span)
            held = []
            return head
        }
        return nil
    }

    /// Where the head ends that begins at an index, if it ends in these bytes.
    private static func headEnd(_ bytes: Span<UInt8>, from start: Int) -> Int? {
        var index = start + 3
        while index < bytes.count {
            if bytes[index] == 0x0A, bytes[index - 1] == 0x0D, bytes[index - 2] == 0x0A,
                bytes[index - 3] == 0x0D
            {
                return index + 1
            }
            index += 1
        }
        return nil
    }
}
