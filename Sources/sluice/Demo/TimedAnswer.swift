/// An HTTP/1.1 answer as it came in: its head, and its body in pieces with their times.
package struct TimedAnswer: Sendable {
    /// A piece of the body.
    package struct Piece: Sendable {
        package let bytes: [UInt8]
        package let time: ContinuousClock.Instant
    }

    /// The status; 0 as long as the head isn't complete.
    package private(set) var status = 0
    /// The pieces of the body, chunk framing taken off.
    package private(set) var pieces: [Piece] = []
    /// Whether the message ended as its framing promised.
    package private(set) var isComplete = false

    private var rest: [UInt8] = []
    private var isChunked = false
    private var missing = 0

    package init() {}

    /// The whole body.
    package var body: [UInt8] { pieces.flatMap(\.bytes) }

    /// Takes bytes of the connection.
    package mutating func append(_ bytes: ArraySlice<UInt8>, at time: ContinuousClock.Instant) {
        rest += bytes
        if status == 0, !takeHead() { return }
        if isChunked {
            while takeChunk(at: time) {}
        } else if !rest.isEmpty {
            missing -= rest.count
            pieces.append(Piece(bytes: rest, time: time))
            rest = []
        }
        if !isChunked { isComplete = missing == 0 }
    }

    private mutating func takeHead() -> Bool {
        guard let end = rest.firstRange(of: Array("\r\n\r\n".utf8)) else { return false }
        let lines = String(decoding: rest[..<end.lowerBound], as: UTF8.self).split(separator: "\r\n")
        rest.removeSubrange(..<end.upperBound)
        status = lines.first?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        for line in lines.dropFirst() {
            let field = line.lowercased()
            if field.hasPrefix("transfer-encoding:") { isChunked = true }
            if field.hasPrefix("content-length:") {
                missing = Int(field.dropFirst(15).filter(\.isNumber)) ?? 0
            }
        }
        return status != 0
    }

    private mutating func takeChunk(at time: ContinuousClock.Instant) -> Bool {
        let lineEnd = Array("\r\n".utf8)
        guard !isComplete, let line = rest.firstRange(of: lineEnd),
            let size = Int(String(decoding: rest[..<line.lowerBound], as: UTF8.self), radix: 16),
            rest.count - line.upperBound >= size + lineEnd.count
        else { return false }
        if size > 0 {
            let bytes = Array(rest[line.upperBound...].prefix(size))
            pieces.append(Piece(bytes: bytes, time: time))
        }
        isComplete = size == 0
        rest.removeSubrange(..<(line.upperBound + size + lineEnd.count))
        return true
    }
}
