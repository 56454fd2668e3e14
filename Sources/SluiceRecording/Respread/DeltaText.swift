import SluiceWire

/// The text of a delta event as it stands in the event's bytes.
package struct DeltaText: Sendable {
    /// What the text continues.
    package var part: StreamEvent.Part
    /// The edges of the text's code points, as offsets into the event's bytes: first the text's beginning, last its end.
    ///
    /// An escape sequence is one code point.
    package var edges: [Int]
    /// Strings beside the text that are part of other texts: of several events made from one, only the first has them.
    var saidOnce: [Range<Int>]
    /// Values that end the text: of several events made from one, only the last has them.
    var endings: [Range<Int>]
    /// What separates the event from the one before it, where a separator isn't part of each event.
    var separator: Range<Int>?
    /// All other bytes; events with equal ones differ in nothing but their text.
    ///
    /// Nil where the event can't be merged.
    var surroundings: [UInt8]?

    /// Where the text stands in the event's bytes.
    package var range: Range<Int> { (edges.first ?? 0)..<(edges.last ?? 0) }

    /// The edges of the code points of a raw JSON string; nil when it holds half a surrogate pair.
    static func edges(of string: Range<Int>, in bytes: [UInt8]) -> [Int]? {
        var edges = [string.lowerBound]
        var position = string.lowerBound
        while position < string.upperBound {
            switch bytes[position] {
            case UInt8(ascii: "\\"):
                guard let length = escapeLength(at: position, in: bytes[..<string.upperBound]) else {
                    return nil
                }
                position += length
            case 0xF0...: position += 4
            case 0xE0..<0xF0: position += 3
            case 0xC0..<0xE0: position += 2
            default: position += 1
            }
            edges.append(position)
        }
        return position == string.upperBound ? edges : nil
    }

    private static func escapeLength(at position: Int, in bytes: ArraySlice<UInt8>) -> Int? {
        guard position + 1 < bytes.endIndex else { return nil }
        guard bytes[position + 1] == UInt8(ascii: "u") else { return 2 }
        guard let first = codeUnit(at: position, in: bytes) else { return nil }
        guard (0xD800..<0xE000).contains(first) else { return 6 }
        guard first < 0xDC00, let second = codeUnit(at: position + 6, in: bytes) else { return nil }
        return (0xDC00..<0xE000).contains(second) ? 12 : nil
    }

    /// The value of `\uXXXX`.
    private static func codeUnit(at position: Int, in bytes: ArraySlice<UInt8>) -> UInt16? {
        guard position + 6 <= bytes.endIndex, bytes[position] == UInt8(ascii: "\\"),
            bytes[position + 1] == UInt8(ascii: "u")
        else { return nil }
        return UInt16(String(decoding: bytes[(position + 2)..<(position + 6)], as: UTF8.self), radix: 16)
    }
}
