import Synchronization

/// Compiled patterns, immutable and shared by all streams.
package final class PatternSet: Sendable {
    /// A half as long as a selection holds it.
    private struct Shared {
        weak var half: ScanHalf?
    }

    let patterns: [CompiledPattern]
    private let halves = Mutex<[[Int]: Shared]>([:])

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

    /// The automata of some patterns of one normalisation, shared by all selections that have the same at a time.
    ///
    /// They go with the last of those: each rule is tried alone with its examples, and a list of 100,000 words would
    /// else be there twice for good.
    func half(of patterns: [Int]) -> ScanHalf {
        halves.withLock { halves in
            if let half = halves[patterns]?.half { return half }
            let half = ScanHalf(set: self, patterns: patterns)
            halves[patterns] = Shared(half: half)
            return half
        }
    }
}
