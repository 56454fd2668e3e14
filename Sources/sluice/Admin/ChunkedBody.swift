/// Takes the chunks of an HTTP/1.1 body apart (RFC 9112, section 7.1), in whatever pieces it comes.
package struct ChunkedBody {
    private enum State {
        case size
        case data(Int)
        case ended
    }

    private var state = State.size
    private var pending: [UInt8] = []

    package init() {}

    /// Whether the last chunk has come.
    package var isComplete: Bool { if case .ended = state { true } else { false } }

    /// The bytes of the body that these bring; nil when they are no chunks.
    package mutating func take(_ bytes: some Sequence<UInt8>) -> [UInt8]? {
        pending += bytes
        var body: [UInt8] = []
        while true {
            switch state {
            case .ended: return body
            case .size:
                guard let end = pending.firstRange(of: [0x0D, 0x0A]) else {
                    return pending.count > 64 ? nil : body
                }
                let digits = pending[..<end.lowerBound].prefix { $0 != UInt8(ascii: ";") }
                guard let size = Int(String(decoding: digits, as: UTF8.self), radix: 16), size >= 0 else {
                    return nil
                }
                pending.removeSubrange(..<end.upperBound)
                state = size == 0 ? .ended : .data(size)
            case .data(let size):
                guard pending.count >= size + 2 else { return body }
                body += pending[..<size]
                pending.removeSubrange(..<(size + 2))
                state = .size
            }
        }
    }
}
