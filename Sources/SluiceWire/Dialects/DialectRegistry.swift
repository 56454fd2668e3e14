/// The endpoints and dialects that Sluice knows, by the path of the request.
package enum DialectRegistry {
    /// One line per endpoint or family of them: the last steps of its paths.
    ///
    /// Only the end counts, since relays put all kinds of things before it (`/openai/deployments/x/chat/completions`,
    /// `/api/v1/chat/completions`) and clients double or leave out `/v1`. The first line that fits counts.
    private static let lines = conversations + beside + stored

    private static let generic = GenericDialect()
    private static let google = GenericDialect(errors: .google)
    private static let ollama = GenericDialect(errors: .ollama)

    /// What is known of the endpoint that a request asks for.
    ///
    /// Of the lines that fit the path, the first one that takes the method counts; if none does, the first one is told,
    /// with the methods of all of them.
    ///
    /// - Parameters:
    ///   - path: A path as in the request line, the route's prefix stripped; a query is left out of account.
    ///   - method: The method, as received.
    package static func endpoint(forPath path: String, method: String) -> Endpoint {
        let thread = ThreadScan.current
        if let last = thread.lastEndpoint, last.path == path, last.method == method { return last.endpoint }
        let endpoint = find(path, method)
        thread.lastEndpoint = (path, method, endpoint)
        return endpoint
    }

    private static func find(_ path: String, _ method: String) -> Endpoint {
        let steps = PathSteps(path)
        var other: EndpointLine?
        var methods: [String] = []
        for index in lines.indices where lines[index].fits(steps) {
            let line = lines[index]
            if line.takes(method) {
                return Endpoint(
                    dialect: line.dialect, standing: line.standing, methods: line.methods, takesMethod: true)
            }
            other = other ?? line
            methods += line.methods.filter { !methods.contains($0) }
        }
        if let other {
            return Endpoint(
                dialect: other.dialect, standing: other.standing, methods: methods, takesMethod: false)
        }
        return Endpoint(
            dialect: unknown(ErrorShape(of: steps)), standing: .unknown, methods: [], takesMethod: false)
    }

    /// The dialect of a path, the route's prefix stripped; the generic one for every path that isn't known.
    ///
    /// - Parameter path: A path as in the request line; a query is left out of account.
    package static func dialect(forPath path: String) -> any Dialect {
        let steps = PathSteps(path)
        return lines.first { $0.fits(steps) }?.dialect ?? unknown(ErrorShape(of: steps))
    }

    private static func unknown(_ shape: ErrorShape) -> GenericDialect {
        switch shape {
        case .openAI, .anthropic: generic
        case .google: google
        case .ollama: ollama
        }
    }
}
