internal import CZlib

/// Decodes a gzip or deflate body piece by piece.
///
/// What one piece completes comes out with that piece: a stream that is flushed per event comes out
/// per event. Belongs to one exchange at a time.
package final class ContentDecoder {
    /// So much is decoded at one time where what comes out is bounded.
    private static let pieceBytes = 1024

    private let coding: ContentCoding
    private let limit: Int
    private var produced = 0
    private let inflater: Inflater
    private var state = State.beginning

    private enum State {
        /// The format is not known before the first two bytes.
        case beginning
        case firstByte(UInt8)
        case member(StreamFormat)
        /// A gzip member has ended; another one may follow.
        case between
        /// The end mark has come, nothing may follow.
        case ended
        case failed(ContentDecodingError)
    }

    /// `limit` caps the decoded bytes of the whole body.
    package init(_ coding: ContentCoding, limit: Int) {
        self.coding = coding
        self.limit = limit
        inflater = Inflater()
    }

    /// Appends what can be decoded after these bytes.
    ///
    /// After an error the decoder only repeats the error.
    package func push(_ bytes: Span<UInt8>, into out: inout [UInt8]) throws(ContentDecodingError) {
        do throws(ContentDecodingError) {
            try decode(bytes, into: &out)
        } catch {
            state = .failed(error)
            throw error
        }
    }

    /// Appends what can be decoded, a little at a time, so that it can be bounded: a thousand times as much may come out.
    ///
    /// - Parameter goesOn: Is called behind each piece and may take away from what came out; false ends the decoding.
    /// - Returns: Whether all was decoded.
    package func push(
        _ bytes: Span<UInt8>, into out: inout [UInt8], while goesOn: (inout [UInt8]) -> Bool
    ) throws(ContentDecodingError) -> Bool {
        for start in stride(from: 0, to: bytes.count, by: Self.pieceBytes) {
            try push(bytes.extracting(start..<min(start + Self.pieceBytes, bytes.count)), into: &out)
            guard goesOn(&out) else { return false }
        }
        return true
    }

    /// Declares the end of the body; throws when it was cut off.
    ///
    /// A body without a byte is whole.
    package func finish() throws(ContentDecodingError) {
        switch state {
        case .beginning, .between, .ended: return
        case .firstByte, .member: throw .truncated
        case .failed(let error): throw error
        }
    }

    private func decode(_ bytes: Span<UInt8>, into out: inout [UInt8]) throws(ContentDecodingError) {
        var position = 0
        while position < bytes.count {
            switch state {
            case .beginning:
                state = .firstByte(bytes[position])
                position += 1
            case .firstByte(let first):
                let format = StreamFormat(first, bytes[position], coding)
                try inflater.begin(format)
                state = .member(format)
                try inflate([first].span, from: 0, format, into: &out)
            case .member(let format):
                position = try inflate(bytes, from: position, format, into: &out)
            case .between:
                guard bytes[position] == StreamFormat.gzipMagic else { throw .trailingBytes }
                try inflater.begin(.gzip)
                state = .member(.gzip)
            case .ended:
                throw .trailingBytes
            case .failed(let error):
                throw error
            }
        }
    }

    /// Decodes up to the end of the bytes or of the member; gives the offset it came to.
    @discardableResult
    private func inflate(
        _ bytes: Span<UInt8>, from start: Int, _ format: StreamFormat, into out: inout [UInt8]
    ) throws(ContentDecodingError) -> Int {
        let before = out.count
        let room = limit - produced
        let progress = try inflater.inflate(bytes, from: start, atMost: room, into: &out)
        produced += out.count - before
        if progress.isEnd {
            state = format == .gzip ? .between : .ended
        }
        return progress.offset
    }
}
