import SluicePipeline
import SluiceWire

/// Reading the lines of heads and trailers.
extension RequestParser {
    /// Reads the line that stands next.
    ///
    /// - Returns: Whether it was complete; if not, what there is of it is kept.
    mutating func readLine(_ bytes: Span<UInt8>, _ index: inout Int) throws(RequestFault) -> Bool {
        let feed = bytes.firstIndex(of: 0x0A, from: index)
        let piece = bytes.extracting(index..<(feed.map { $0 + 1 } ?? bytes.count))
        index += piece.count
        lineBytes += piece.count
        guard lineBytes <= limits.headBytes else { throw .tooLarge }
        if held.isEmpty { try checkBeginning(piece) }
        if feed != nil, held.isEmpty {
            try take(piece)
            return true
        }
        piece.append(to: &held)
        guard feed != nil else { return false }
        var line: [UInt8] = []
        swap(&line, &held)
        try take(line.span)
        return true
    }

    /// What can't become a request is refused before its line ends, which it may never do.
    private func checkBeginning(_ line: Span<UInt8>) throws(RequestFault) {
        guard case .requestLine = state, !line.isEmpty else { return }
        guard ReceivedHead.isMethodByte(line[0]) || line[0] == 0x0D else { throw .noRequestLine }
    }

    /// Takes a line, its end included.
    private mutating func take(_ line: Span<UInt8>) throws(RequestFault) {
        let end = line.count - 2
        guard end >= 0, line[end] == 0x0D else { throw RequestFault("A line has to end with CR LF.") }
        let line = line.extracting(0..<end)
        switch state {
        case .requestLine:
            // Some clients send an empty line behind a body (RFC 9112, section 2.2).
            guard end > 0 else { return lineBytes = 0 }
            head = try ReceivedHead(line)
            state = .fields
        case .fields:
            guard end > 0 else { return beginBody() }
            try head?.lines.read(line, limit: limits.fields)
        default:
            guard end > 0 else { return endTrailers() }
            try trailers.read(line, limit: limits.fields)
            guard trailers.isFreeOfFraming else {
                throw RequestFault("A trailer can't say how the message is framed.")
            }
        }
    }

    /// The head is complete; where its framing is none, `HeadCheck` says why.
    private mutating func beginBody() {
        lineBytes = 0
        do throws(RequestFault) {
            switch try head?.lines.contentLength() {
            case nil:
                chunks = ChunkReader(isStrict: true)
                state = .chunks
            case 0: state = .ending
            case let length?: state = .fixed(missing: length)
            }
        } catch {
            state = .broken
        }
    }

    private mutating func endTrailers() {
        lineBytes = 0
        trailers = FieldLines()
        state = .ending
    }
}

extension RequestFault {
    static var noRequestLine: RequestFault {
        RequestFault("The request doesn't begin with `METHOD /path HTTP/1.1`.")
    }

    static var tooLarge: RequestFault {
        RequestFault("The request's head is too large.", code: .headerTooLarge)
    }
}
