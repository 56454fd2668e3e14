extension Span where Element == UInt8 {
    /// Whether the bytes in `range` are `text`, without regard to ASCII case.
    ///
    /// - Parameter text: ASCII in lower case.
    func matches(_ text: StaticString, in range: Range<Int>) -> Bool {
        range.count == text.utf8CodeUnitCount && hasPrefix(text, in: range)
    }

    /// Whether the bytes in `range` begin with `prefix`, without regard to ASCII case.
    ///
    /// - Parameter prefix: ASCII in lower case.
    func hasPrefix(_ prefix: StaticString, in range: Range<Int>) -> Bool {
        guard range.lowerBound >= 0, range.upperBound <= count, range.count >= prefix.utf8CodeUnitCount else {
            return false
        }
        return prefix.withUTF8Buffer { prefix in
            for offset in 0..<prefix.count
            where unsafe self[range.lowerBound + offset].asciiLowercased != prefix[offset] {
                return false
            }
            return true
        }
    }

    /// Whether the bytes in the two ranges are the same, without regard to ASCII case.
    func matches(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
        guard left.count == right.count else { return false }
        for offset in 0..<left.count
        where self[left.lowerBound + offset].asciiLowercased
            != self[right.lowerBound + offset].asciiLowercased
        {
            return false
        }
        return true
    }
}
