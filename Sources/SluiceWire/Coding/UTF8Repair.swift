/// Replaces what is not UTF-8 by U+FFFD, one for each maximal subpart (Unicode 16, section 3.9.6;
/// the same as the WHATWG decoder), in a text that may be cut anywhere.
package struct UTF8Repair: Sendable {
    package init() {}

    /// Appends the valid form of the next bytes; holds back at most three bytes of an unfinished
    /// sequence.
    package mutating func append(_ bytes: Span<UInt8>, into out: inout [UInt8]) {
    }

    /// Declares the end of the text.
    package mutating func finish(into out: inout [UInt8]) {
    }

    /// Whether the bytes are well-formed UTF-8.
    package static func isValid(_ bytes: Span<UInt8>) -> Bool {
        true
    }

    /// Appends the valid form of a whole text.
    package static func repair(_ bytes: Span<UInt8>, into out: inout [UInt8]) {
    }
}
