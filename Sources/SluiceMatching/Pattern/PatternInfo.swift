/// What is known of a compiled pattern.
package struct PatternInfo: Sendable, Hashable {
    /// The shortest possible match in code points; a lower bound.
    package var minimumLength: Int
    /// The longest text one decision can need, lookahead included, in code points; `nil` where there is no bound.
    package var maximumLength: Int?
    /// The most text, in bytes after normalisation, that a stream holds because of the pattern.
    package var holdBytes: Int
    /// How far the pattern looks back, in code points.
    package var lookbehind: Int

    /// The facts of one pattern.
    package init(minimumLength: Int, maximumLength: Int?, holdBytes: Int, lookbehind: Int) {
        self.minimumLength = minimumLength
        self.maximumLength = maximumLength
        self.holdBytes = holdBytes
        self.lookbehind = lookbehind
    }
}
