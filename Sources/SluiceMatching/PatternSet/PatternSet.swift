import Synchronization

/// Compiled patterns, immutable and shared by all streams.
package final class PatternSet: Sendable {
    /// A half as long as a selection holds it.
    private struct Shared {
        weak var half: ScanHalf?
    }

    /// What a half is made of, and what for.
    private struct Key: Hashable {
        var patterns: [Int]
        var isTrial: Bool
    }

    let patterns: [CompiledPattern]
    private let halves = Mutex<[Key: Shared]>([:])

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
    ///
    /// - Parameter isTrial: Whether it is made for a few short texts: then it is made quickly and scans slowly.
    package func select(deciding: [Int], observing: [Int], isTrial: Bool = false) -> Selection {
        Selection(set: self, deciding: deciding, observing: observing, isTrial: isTrial)
    }

    /// The automata of some patterns of one normalisation, shared by all selections that have the same at a time.
    ///
    /// They go with the last of those: each rule is tried alone with its examples, and a list of 100,000 words would
    /// else be there twice for good.
    func half(of patterns: [Int], isTrial: Bool) -> ScanHalf {
        let key = Key(patterns: patterns, isTrial: isTrial)
        return halves.withLock { halves in
            if let half = halves[key]?.half { return half }
            let half = ScanHalf(set: self, patterns: patterns, isTrial: isTrial)
            halves[key] = Shared(half: half)
            return half
        }
    }
}
