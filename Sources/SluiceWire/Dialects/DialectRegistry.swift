/// The dialects that Sluice knows, by the path of the request.
package enum DialectRegistry {
    /// One line per dialect: the last steps of the paths that speak it.
    ///
    /// Only the end counts, since relays put all kinds of things before it (`/openai/deployments/x/chat/completions`,
    /// `/api/v1/chat/completions`) and clients double or leave out `/v1`. The first line that fits counts.
    private static let known: [(endings: [[Substring]], dialect: any Dialect)] = [
        (endings("chat/completions"), ChatCompletions()),
        (endings("completions"), Completions()),
        (endings("v1/messages", "v1/messages/count_tokens"), AnthropicMessages()),
    ]

    private static let generic = GenericDialect()

    /// The dialect of a path, the route's prefix stripped; the generic one for every path that isn't known.
    ///
    /// - Parameter path: A path as in the request line; a query is left out of account.
    package static func dialect(forPath path: String) -> any Dialect {
        let steps = path.prefix { $0 != "?" && $0 != "#" }.split(separator: "/")
        for (endings, dialect) in known where endings.contains(where: { steps.suffix($0.count) == $0[...] }) {
            return dialect
        }
        return generic
    }

    private static func endings(_ paths: String...) -> [[Substring]] {
        paths.map { $0.split(separator: "/") }
    }
}
