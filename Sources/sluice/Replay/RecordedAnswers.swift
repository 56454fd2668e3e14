import SluicePipeline
package import SluiceRecording

/// Recordings as an upstream has them: an answer for each request that was recorded.
package struct RecordedAnswers {
    private let recordings: [Recording]
    private let exchanges: [RecordedExchange]
    /// How often each was given.
    private var given: [Int]

    /// Recordings without an answer are left out.
    package init(_ recordings: [Recording]) {
        let usable = recordings.compactMap { recording in recording.exchange.map { (recording, $0) } }
        self.recordings = usable.map(\.0)
        exchanges = usable.map(\.1)
        given = Array(repeating: 0, count: usable.count)
    }

    /// How many there are.
    package var count: Int { recordings.count }

    /// The recording that answers a request; nil when none was recorded at this method and path.
    ///
    /// One whose request had the same body goes before one that only had the same path; of several the one that was
    /// given least often, so that a conversation gets its answers in turn.
    ///
    /// - Parameter path: Without the query, which may hold a key.
    package mutating func take(method: String, path: String, body: [UInt8]) -> Recording? {
        let candidates = exchanges.indices.filter {
            exchanges[$0].request.method == method && exchanges[$0].request.path == path
        }
        let same = candidates.filter { exchanges[$0].request.body == body }
        let chosen = (same.isEmpty ? candidates : same).min { (given[$0], $0) < (given[$1], $1) }
        guard let chosen else { return nil }
        given[chosen] += 1
        return recordings[chosen]
    }
}
