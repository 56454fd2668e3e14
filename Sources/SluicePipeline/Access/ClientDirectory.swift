/// All clients, and who has which key.
package final class ClientDirectory: Sendable {
    /// What became of a key that was presented.
    package enum Found: Sendable {
        /// The client's place in the directory.
        case client(Int)
        /// It was good once.
        case expired
        /// Nobody has it.
        case unknown
    }

    private struct Entry: Sendable {
        var digest: KeyDigest
        var client: Int
        var expires: Moment?
    }

    /// The clients, in the order of the file.
    package let clients: [Client]
    private let entries: [UInt64: [Entry]]
    private let now: @Sendable () -> Moment

    /// Makes the directory of some clients.
    ///
    /// - Parameter now: What time it is.
    package init(_ clients: [Client], now: @escaping @Sendable () -> Moment = { .now }) {
        self.clients = clients
        self.now = now
        var entries: [UInt64: [Entry]] = [:]
        for (index, client) in clients.enumerated() {
            for key in client.terms.keys {
                let expires = [key.expires, client.terms.expires].compactMap(\.self).min()
                entries[key.digest.index, default: []].append(
                    Entry(digest: key.digest, client: index, expires: expires))
            }
        }
        self.entries = entries
    }

    /// Who has a key.
    package func find(_ key: some Sequence<UInt8>) -> Found {
        let digest = KeyDigest(of: key)
        guard let entry = entries[digest.index]?.first(where: { $0.digest == digest }) else {
            return .unknown
        }
        if let expires = entry.expires, now() >= expires { return .expired }
        return .client(entry.client)
    }
}
