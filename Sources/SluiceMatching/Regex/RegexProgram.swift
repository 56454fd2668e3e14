/// A regex with all that scanning needs to know of it.
final class RegexProgram: Sendable {
    /// How far the regex may look, and how far it looks back.
    struct Bounds: Sendable, BitwiseCopyable {
        /// The text that a decision can need, in bytes: that far from a start, or from the end of the start's block.
        var reach: Int
        /// The length of a block in bytes; `nil` where no match is longer than `reach`, so that no cap is needed.
        var block: Int?
        /// The sum of all lookbehinds in code points.
        var lookbehind: Int

        /// The most text that is held.
        var hold: Int { reach + (block ?? 0) }
    }

    /// For one start at a time.
    let regex: CompiledRegex
    let source: RegexSource
    let capture: Int
    let onLimit: LimitPolicy
    let bounds: Bounds
    /// The bytes with which a match may begin, as PCRE2 knows them.
    let firstBytes: ByteSet
    /// Bytes of which every match holds one.
    let requiredBytes: ByteSet

    /// What every match begins with, as `RegexFacts` has it.
    let prefixLiterals: [[UInt8]]?

    /// The structure of the regex that was compiled.
    var shape: RegexShape { source.facts.shape }

    /// Compiles to machine code; `searching` is the same regex, not anchored, for its facts.
    init(
        source: RegexSource, searching: CompiledRegex, capture: Int, onLimit: LimitPolicy, bounds: Bounds,
        prefixLiterals: [[UInt8]]?
    ) throws(RegexFault) {
        self.prefixLiterals = prefixLiterals
        self.source = source
        regex = try source.compiled(isAnchored: true)
        firstBytes = searching.firstBytes(mayIgnoreCase: source.mayIgnoreCase)
        requiredBytes = searching.requiredBytes ?? .all
        self.capture = capture
        self.onLimit = onLimit
        self.bounds = bounds
    }
}
