extension Span where Element == UInt8 {
    /// Whether the bytes in `range` are exactly `text`.
    func isEqual(_ text: StaticString, in range: Range<Int>) -> Bool {
        guard range.count == text.utf8CodeUnitCount, range.lowerBound >= 0, range.upperBound <= count else {
            return false
        }
        return text.withUTF8Buffer { text in
            for offset in 0..<text.count where unsafe self[range.lowerBound + offset] != text[offset] {
                return false
            }
            return true
        }
    }

    /// The bytes in `range`.
    func bytes(in range: Range<Int>) -> [UInt8] {
        let range = range.clamped(to: 0..<count)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(range.count)
        for index in range { bytes.append(self[index]) }
        return bytes
    }

    /// The whole number in `range`, if it is one without sign, fraction and exponent and fits.
    func integer(in range: Range<Int>) -> Int? {
        guard !range.isEmpty, range.lowerBound >= 0, range.upperBound <= count else { return nil }
        var value = 0
        for index in range {
            guard self[index] >= UInt8(ascii: "0"), self[index] <= UInt8(ascii: "9") else { return nil }
            let (product, overflows) = value.multipliedReportingOverflow(by: 10)
            let (sum, carries) = product.addingReportingOverflow(Int(self[index] - UInt8(ascii: "0")))
            guard !overflows, !carries else { return nil }
            value = sum
        }
        return value
    }
}
