/// The hits in one text that exceptions have taken away.
///
/// What begins inside another such hit of its pattern is the same text once more, and doesn't count.
struct ExceptionLog: Sendable {
    /// The pattern of each that wasn't taken yet.
    private(set) var patterns: [Int] = []
    private var ends: [(pattern: Int, end: Int)] = []

    /// Takes the exceptions out of the matches from `first` on.
    mutating func take(from matches: inout [Match], from first: Int) {
        guard matches[first...].contains(where: \.isException) else { return }
        for match in matches[first...] where match.isException { note(match) }
        matches.removeExceptions(from: first)
    }

    mutating func removeAll() {
        patterns.removeAll()
    }

    private mutating func note(_ match: Match) {
        guard let known = ends.firstIndex(where: { $0.pattern == match.pattern }) else {
            ends.append((match.pattern, match.whole.upperBound))
            patterns.append(match.pattern)
            return
        }
        if match.whole.lowerBound >= ends[known].end { patterns.append(match.pattern) }
        ends[known].end = max(ends[known].end, match.whole.upperBound)
    }
}

extension [Match] {
    /// Takes out the exceptions from `first` on.
    mutating func removeExceptions(from first: Int) {
        replaceSubrange(first..., with: self[first...].filter { !$0.isException })
    }
}
