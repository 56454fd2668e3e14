/// The line of a text in which something was found, and the marks under it.
package enum TextExcerpt {
    private static let width = 80

    /// - Returns: The line, cut around the place where it is long, and a line of `^` under what was found in it.
    package static func around(_ span: Range<Int>, in text: [UInt8]) -> (line: String, marks: String) {
        let feed = UInt8(ascii: "\n")
        let span = span.clamped(to: 0..<text.count)
        let start = text[..<span.lowerBound].lastIndex(of: feed).map { $0 + 1 } ?? 0
        let end = text[span.lowerBound...].firstIndex(of: feed) ?? text.count
        let line = String(decoding: text[start..<end], as: UTF8.self)
        let first = scalars(text[start..<span.lowerBound])
        let count = scalars(text[span.lowerBound..<max(span.lowerBound, min(span.upperBound, end))])
        let excerpt = LineExcerpt(line, around: first, width: width)
        let column = excerpt.column(of: first)
        let length = max(1, excerpt.column(of: first + count) - column)
        return (
            excerpt.text, String(repeating: " ", count: column) + String(repeating: "^", count: length)
        )
    }

    private static func scalars(_ bytes: ArraySlice<UInt8>) -> Int {
        String(decoding: bytes, as: UTF8.self).unicodeScalars.count
    }
}
