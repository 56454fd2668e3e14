/// Compiled patterns, immutable and shared by all streams.
package final class PatternSet: Sendable {
    private let infos: [PatternInfo]

    /// Compiles patterns; what is wrong with any of them is reported together.
    package init(_ patterns: [Pattern]) throws(PatternErrors) {
        infos = patterns.map { _ in
            PatternInfo(minimumLength: 0, maximumLength: nil, holdBytes: 0, lookbehind: 0)
        }
    }

    /// The number of patterns.
    package var count: Int { infos.count }

    /// What is known of a pattern, by its index in the list that was compiled.
    package func info(_ pattern: Int) -> PatternInfo { infos[pattern] }

    /// The patterns that run over a text: *deciding* ones hold it back while they may still match, *observing* ones don't.
    package func select(deciding: [Int], observing: [Int]) -> Selection {
        Selection(set: self)
    }
}
