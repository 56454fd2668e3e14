extension Forward {
    /// What never goes up: the fields of this connection, and those that the transport writes itself.
    static let notForUpstreams = FieldNameSet([
        "connection", "keep-alive", "proxy-*", "te", "trailer", "transfer-encoding", "upgrade", "expect",
        "http2-settings", "host", "content-length", "content-encoding", "accept-encoding",
    ])

    /// What never comes down: the same, and `Alt-Svc`, which would lead the client past Sluice.
    static let notForClients = FieldNameSet([
        "connection", "keep-alive", "proxy-*", "te", "trailer", "transfer-encoding", "upgrade",
        "content-length",
        "alt-svc",
    ])

    /// What a `Connection` field can't be about: credentials, what the body is, and what proxies say of the client.
    static let endToEnd = FieldNameSet([
        "authorization", "x-api-key", "api-key", "x-goog-api-key", "cookie", "host", "content-*", "forwarded",
        "x-forwarded-*", "x-real-ip",
    ])

    /// What asks for a part of the answer.
    static let partial = FieldNameSet(["range", "if-range"])
}

extension HeaderFields {
    /// The names that `Connection` declares to be the connection's, its own options left out.
    var namedByConnection: [String] {
        guard let first = firstIndex(where: FieldName.connection.matches) else { return [] }
        var names: [String] = []
        for field in fields[first...] where FieldName.connection.matches(field.name) {
            if Self.connectionOptions.contains(field.value) { continue }
            names += HeaderFields([field]).list(.connection).filter { !Self.connectionOptions.contains($0) }
        }
        return names
    }

    private static let connectionOptions = FieldNameSet(["close", "keep-alive"])
}
