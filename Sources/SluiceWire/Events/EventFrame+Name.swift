extension EventFrame {
    /// The event's name where it is no word of an API, and so may be a text: anything but lower-case letters, `_` and
    /// `.`, as in `response.output_text.delta`.
    ///
    /// - Parameter buffer: The parser's buffer.
    package func textualName(in buffer: [UInt8]) -> Range<Int>? {
        guard let name else { return nil }
        for offset in name {
            switch buffer[offset] {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"), UInt8(ascii: "."): continue
            default: return name
            }
        }
        return nil
    }
}
