/// The body of an answer of the admin port, however it is delimited.
struct AdminBody {
    private var chunks: ChunkedBody?
    private var left: Int?

    /// - Parameter fields: The lines of the answer's head, in lower case.
    init(fields: [String]) {
        func value(_ name: String) -> Substring? {
            fields.first { $0.hasPrefix(name + ":") }?.dropFirst(name.count + 1).drop { $0 == " " }
        }
        if value("transfer-encoding") == "chunked" {
            chunks = ChunkedBody()
        } else {
            left = value("content-length").flatMap { Int($0) }
        }
    }

    /// Whether only the end of the connection ends it.
    var endsWithConnection: Bool { chunks == nil && left == nil }

    /// Whether all of it has come.
    var isComplete: Bool { chunks?.isComplete ?? left.map { $0 <= 0 } ?? false }

    /// What these bytes bring of it; nil when they aren't framed as they should be.
    mutating func take(_ bytes: [UInt8]) -> [UInt8]? {
        guard chunks == nil else { return chunks?.take(bytes) }
        left = left.map { $0 - bytes.count }
        return bytes
    }
}
