/// What is known of a compiled pattern.
package struct PatternInfo: Sendable, Hashable {
    /// The shortest possible match in code points; a lower bound.
    package var minimumLength: Int
    /// The longest text one decision can need, lookahead included, in code points; `nil` where there is no bound.
    package var maximumLength: Int?
    /// Whether no match is longer than the text that is waited for.
    ///
    /// Otherwise the pattern's window cuts what a match can be.
    package var isBounded = true
    /// The most text, in bytes after normalisation, that a stream holds because of the pattern.
    package var holdBytes: Int
    /// The most text, in code points after normalisation, that a stream holds because of the pattern.
    package var holdCharacters: Int
    /// How far the pattern looks back, in code points.
    package var lookbehind: Int
    /// What a text must hold for the pattern to cost anything.
    package var gate: PatternGate
    /// The regex's repeats without bound, in the order of their ends, each with a bounded form.
    ///
    /// Their places are bytes of the regex as the pattern has it.
    package var hints: [RewriteHint] = []
}

extension PatternInfo {
    /// Takes in what is known of another part of the same pattern.
    mutating func merge(_ other: PatternInfo) {
        minimumLength = min(minimumLength, other.minimumLength)
        maximumLength = maximumLength.flatMap { own in other.maximumLength.map { max(own, $0) } }
        isBounded = isBounded && other.isBounded
        holdBytes = max(holdBytes, other.holdBytes)
        holdCharacters = max(holdCharacters, other.holdCharacters)
        lookbehind = max(lookbehind, other.lookbehind)
        gate = gate.merged(with: other.gate)
        // A place without the part's number says nothing.
        hints = []
    }
}
