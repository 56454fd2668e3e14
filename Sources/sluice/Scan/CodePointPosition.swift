/// Counts the code points of a text up to rising byte offsets.
///
/// Invalid bytes count as they are searched, one U+FFFD for each maximal subpart (Unicode 3.9).
package struct CodePointPosition {
    private let text: [UInt8]
    private var offset = 0
    private var count = 0

    package init(_ text: [UInt8]) {
        self.text = text
    }

    /// The number of code points before a byte offset that is not below the one asked for last.
    package mutating func codePoints(before target: Int) -> Int {
        let target = min(max(target, offset), text.count)
        count += String(decoding: text[offset..<target], as: UTF8.self).unicodeScalars.count
        offset = target
        return count
    }
}
