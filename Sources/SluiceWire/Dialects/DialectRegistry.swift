/// The dialects that Sluice knows, by the path of the request.
package enum DialectRegistry {
    /// One line per dialect: the last steps of the paths that speak it.
    ///
    /// Only the end counts, since relays put all kinds of things before it (`/openai/deployments/x/chat/completions`,
    /// `/api/v1/chat/completions`) and clients double or leave out `/v1`. The first line that fits counts.
    private static let known: [(endings: [[UInt8]], dialect: any Dialect)] = [
        (endings("chat/completions"), ChatCompletions()),
        (endings("completions"), Completions()),
        (endings("v1/messages", "v1/messages/count_tokens"), AnthropicMessages()),
    ]

    private static let generic = GenericDialect()

    /// The dialect of a path, the route's prefix stripped; the generic one for every path that isn't known.
    ///
    /// - Parameter path: A path as in the request line; a query is left out of account.
    package static func dialect(forPath path: String) -> any Dialect {
        let bytes = path.utf8.span
        let end = bytes.indices.first { bytes[$0] == UInt8(ascii: "?") || bytes[$0] == UInt8(ascii: "#") }
        let path = bytes.extracting(..<(end ?? bytes.count))
        for (endings, dialect) in known where endings.contains(where: { path.ends(inSteps: $0) }) {
            return dialect
        }
        return generic
    }

    private static func endings(_ paths: String...) -> [[UInt8]] {
        paths.map { Array($0.utf8) }
    }
}

extension Span<UInt8> {
    /// Whether the last steps of a path are these; empty steps don't count (`/v1//messages/`).
    fileprivate func ends(inSteps ending: [UInt8]) -> Bool {
        let slash = UInt8(ascii: "/")
        var position = count
        while position > 0, self[position - 1] == slash { position -= 1 }
        for byte in ending.reversed() {
            guard position > 0, self[position - 1] == byte else { return false }
            position -= 1
            if byte == slash {
                while position > 0, self[position - 1] == slash { position -= 1 }
            }
        }
        return position == 0 || self[position - 1] == slash
    }
}
