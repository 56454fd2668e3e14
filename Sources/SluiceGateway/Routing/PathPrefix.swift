/// The part of a path that a route claims.
///
/// `/v1/` claims everything below it; `/v1/messages` claims that path and everything below it, but not
/// `/v1/messages-beta`.
struct PathPrefix: Sendable, Equatable {
    /// As it stands in the configuration.
    let text: String
    private let bytes: [UInt8]

    init(_ text: String) {
        self.text = text
        bytes = Array(text.utf8)
    }

    /// Whether a path lies in it.
    func claims(_ path: String) -> Bool {
        let path = path.utf8.span
        guard path.count >= bytes.count else { return false }
        for index in bytes.indices where path[index] != bytes[index] { return false }
        return path.count == bytes.count || bytes.last == UInt8(ascii: "/")
            || path[bytes.count] == UInt8(ascii: "/")
    }

    /// What a path looks like without the prefix; it still begins with `/`.
    func strip(_ path: String) -> String {
        let kept = bytes.last == UInt8(ascii: "/") ? bytes.count - 1 : bytes.count
        let rest = path.utf8.dropFirst(kept)
        return rest.isEmpty ? "/" : String(Substring(rest))
    }
}
