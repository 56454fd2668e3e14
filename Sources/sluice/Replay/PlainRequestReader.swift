import Glibc

/// Reads the requests of one connection, each whole (RFC 9112), for a server that only tests talk to.
struct PlainRequestReader {
    /// A request.
    struct Request {
        var method: String
        /// Without the query.
        var path: String
        var body: [UInt8]
    }

    private static let largestBytes = 64 << 20
    private let descriptor: Int32
    private var buffer: [UInt8] = []

    init(_ descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// The next request; nil when the client has left, or sends what is none.
    mutating func next() -> Request? {
        var end = buffer.firstRange(of: Array("\r\n\r\n".utf8))
        while end == nil {
            guard buffer.count < 1 << 20, fill() else { return nil }
            end = buffer.firstRange(of: Array("\r\n\r\n".utf8))
        }
        guard let end else { return nil }
        let lines = String(decoding: buffer[..<end.lowerBound], as: UTF8.self).split(separator: "\r\n")
        buffer.removeSubrange(..<end.upperBound)
        let words = lines.first?.split(separator: " ") ?? []
        guard words.count == 3 else { return nil }
        var fields: [String: String] = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else { return nil }
            fields[parts[0].lowercased()] = parts[1].trimmingPrefix { $0 == " " }.lowercased()
        }
        if fields["expect"] == "100-continue" { acknowledge() }
        guard let body = body(fields) else { return nil }
        return Request(
            method: String(words[0]), path: String(words[1].prefix { $0 != "?" }), body: body)
    }

    private mutating func body(_ fields: [String: String]) -> [UInt8]? {
        if fields["transfer-encoding"] == "chunked" { return chunkedBody() }
        guard let length = Int(fields["content-length"] ?? "0"), 0...Self.largestBytes ~= length else {
            return nil
        }
        while buffer.count < length { guard fill() else { return nil } }
        defer { buffer.removeSubrange(..<length) }
        return Array(buffer[..<length])
    }

    private mutating func chunkedBody() -> [UInt8]? {
        var body: [UInt8] = []
        while body.count <= Self.largestBytes {
            guard let end = buffer.firstRange(of: [0x0D, 0x0A]) else {
                guard fill() else { return nil }
                continue
            }
            let digits = buffer[..<end.lowerBound].prefix { $0 != UInt8(ascii: ";") }
            guard let size = Int(String(decoding: digits, as: UTF8.self), radix: 16),
                0...Self.largestBytes ~= size
            else { return nil }
            buffer.removeSubrange(..<end.upperBound)
            while buffer.count < size + 2 { guard fill() else { return nil } }
            body += buffer[..<size]
            buffer.removeSubrange(..<(size + 2))
            if size == 0 { return body }
        }
        return nil
    }

    private func acknowledge() {
        _ = Descriptor.write(Array("HTTP/1.1 100 Continue\r\n\r\n".utf8), to: descriptor)
    }

    private mutating func fill() -> Bool {
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(descriptor, &piece, piece.count)
            if count > 0 {
                buffer += piece[..<count]
                return true
            }
            guard count < 0, errno == EINTR else { return false }
        }
    }
}
