import Logging

/// Hears from the gateway's log which rules acted.
struct DemoLog: LogHandler {
    /// Gets the rules of each exchange that wasn't simply passed on.
    let rules: AsyncStream<[String]>.Continuation
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.info

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        guard case .array(let names)? = event.metadata?["rules"] else { return }
        rules.yield(names.map(\.description))
    }
}
