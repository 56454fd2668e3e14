/// Ranges of code points as sequences of ranges of bytes.
enum UTF8Ranges {
    /// The sequences of bytes of all code points of a range, each as one range for each place.
    ///
    /// The range is cut where the length changes and where the last places don't run through all their values.
    static func sequences(of range: ClosedRange<UInt32>) -> [[ClosedRange<UInt8>]] {
        for limit: UInt32 in [0x7F, 0x7FF, 0xFFFF] where range.contains(limit) && range.upperBound > limit {
            return sequences(of: range.lowerBound...limit) + sequences(of: limit + 1...range.upperBound)
        }
        let length = UTF8Codec.length(of: range.lowerBound)
        for place in 1..<max(length, 1) {
            let mask: UInt32 = 1 << (6 * UInt32(place)) - 1
            guard range.lowerBound & ~mask != range.upperBound & ~mask else { continue }
            if range.lowerBound & mask != 0 {
                return sequences(of: range.lowerBound...(range.lowerBound | mask))
                    + sequences(of: (range.lowerBound | mask) + 1...range.upperBound)
            }
            if range.upperBound & mask != mask {
                return sequences(of: range.lowerBound...(range.upperBound & ~mask) - 1)
                    + sequences(of: (range.upperBound & ~mask)...range.upperBound)
            }
        }
        var low: [UInt8] = []
        var high: [UInt8] = []
        UTF8Codec.append(range.lowerBound, to: &low)
        UTF8Codec.append(range.upperBound, to: &high)
        return [zip(low, high).map { $0...$1 }]
    }
}
