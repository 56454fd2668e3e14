/// The two directions of JSON string escaping (RFC 8259, section 7).
package enum JSONText {
    /// Appends the text of the raw string at `range` (without its quotes) as UTF-8.
    ///
    /// Halves of surrogate pairs become U+FFFD.
    package static func decode(_ payload: Span<UInt8>, _ range: Range<Int>, into text: inout [UInt8]) {
    }

    /// Appends UTF-8 text as the inside of a JSON string.
    package static func appendEscaped(_ text: Span<UInt8>, into out: inout [UInt8]) {
    }
}
