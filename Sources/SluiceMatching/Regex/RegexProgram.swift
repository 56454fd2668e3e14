import Synchronization

/// A regex with all that scanning needs to know of it.
final class RegexProgram: Sendable {
    /// How far the regex may look, and how far it looks back.
    struct Bounds: Sendable {
        /// The text that a decision can need, in bytes: that far from a start, or from the end of the start's block.
        var reach: Int
        /// The length of a block in bytes; `nil` where no match is longer than `reach`, so that no cap is needed.
        var block: Int?
        /// The sum of all lookbehinds in code points.
        var lookbehind: Int

        /// The most text that is held.
        var hold: Int { reach + (block ?? 0) }
    }

    let regex: CompiledRegex
    let capture: Int
    let onLimit: LimitPolicy
    let bounds: Bounds
    private let source: RegexSource
    private let anchoredCache = Mutex<CompiledRegex?>(nil)

    init(source: RegexSource, regex: CompiledRegex, capture: Int, onLimit: LimitPolicy, bounds: Bounds) {
        self.source = source
        self.regex = regex
        self.capture = capture
        self.onLimit = onLimit
        self.bounds = bounds
    }

    /// The same regex for one start at a time, compiled when a search has given up at an unknown start.
    ///
    /// `nil` if PCRE2 can't compile it.
    var anchored: CompiledRegex? {
        anchoredCache.withLock { cache in
            if cache == nil {
                cache = try? CompiledRegex(source.bytes, isCaseless: source.isCaseless, isAnchored: true)
            }
            return cache
        }
    }
}
