import Synchronization

/// Compiled patterns, immutable and shared by all streams.
package final class PatternSet: Sendable {
    /// What decides whether two selections can share a trie.
    private struct TrieKey: Hashable {
        var patterns: [Int]
        var boundary: Boundary
    }

    let patterns: [CompiledPattern]
    private let tries = Mutex<[TrieKey: KeywordTrie]>([:])

    /// Compiles patterns; what is wrong with any of them is reported together.
    package init(_ patterns: [Pattern]) throws(PatternErrors) {
        var errors: [PatternError] = []
        self.patterns = patterns.enumerated().compactMap { index, pattern in
            CompiledPattern(pattern, index: index, errors: &errors)
        }
        guard errors.isEmpty else { throw PatternErrors(errors: errors) }
    }

    /// The number of patterns.
    package var count: Int { patterns.count }

    /// What is known of a pattern, by its index in the list that was compiled.
    package func info(_ pattern: Int) -> PatternInfo { patterns[pattern].info }

    /// The patterns that run over a text: *deciding* ones hold it back while they may still match, *observing* ones
    /// don't.
    ///
    /// A pattern that is named as both is deciding.
    package func select(deciding: [Int], observing: [Int]) -> Selection {
        Selection(set: self, deciding: deciding, observing: observing)
    }

    /// The trie of the keywords of some patterns of one boundary, shared by all selections that have the same.
    func trie(of selected: [Int], boundary: Boundary) -> KeywordTrie {
        tries.withLock { tries in
            let key = TrieKey(patterns: selected, boundary: boundary)
            if let trie = tries[key] { return trie }
            let keywords = selected.enumerated().flatMap { slot, pattern in
                guard case .keywords(let keywords, _) = patterns[pattern].subject else {
                    return [KeywordTrie.Keyword]()
                }
                return keywords.enumerated().map { .init(bytes: $1, slot: slot, element: $0) }
            }
            let trie = KeywordTrie(keywords, slotCount: selected.count, boundary: boundary)
            tries[key] = trie
            return trie
        }
    }
}
