/// A text cut into texts, in an order in which the first ones are spread over all of it.
///
/// So a measure that stops early has seen a sample of the whole text, not its beginning.
package struct TextSlices: Sendable {
    /// The bytes of each text; together they are all bytes.
    package let ranges: [Range<Int>]

    /// Cuts a text behind every so many bytes, and there where the next character begins.
    ///
    /// - Parameter length: 0 means that the text stays whole.
    package init(of text: [UInt8], length: Int) {
        var ranges: [Range<Int>] = []
        var start = 0
        while start < text.count {
            let end = Self.edge(
                from: length > 0 ? start + min(length, text.count - start) : text.count, of: text)
            ranges.append(start..<end)
            start = end
        }
        self.ranges = Self.spread(ranges)
    }

    /// The first place at or behind an offset at which no character is cut.
    package static func edge(from offset: Int, of text: [UInt8]) -> Int {
        var offset = offset
        while offset < text.count, text[offset] & 0xC0 == 0x80 { offset += 1 }
        return offset
    }

    /// Steps of the golden ratio visit every place once and leave no large gap at any time.
    private static func spread(_ ranges: [Range<Int>]) -> [Range<Int>] {
        let count = ranges.count
        guard count > 2 else { return ranges }
        var step = max(1, Int(Double(count) * 0.618_034))
        while !isCoprime(step, count) { step += 1 }
        return ranges.indices.map { ranges[$0 * step % count] }
    }

    private static func isCoprime(_ left: Int, _ right: Int) -> Bool {
        var pair = (left, right)
        while pair.1 != 0 { pair = (pair.1, pair.0 % pair.1) }
        return pair.0 == 1
    }
}
