/// How likely bytes are in ordinary text, roughly; it only orders work.
enum ByteLikelihood {
    static func of(_ byte: UInt8) -> Double {
        switch byte {
        case UInt8(ascii: " "): 0.15
        case UInt8(ascii: "a")...UInt8(ascii: "z"): 0.03
        case UInt8(ascii: "0")...UInt8(ascii: "9"): 0.005
        case 0x80...0xBF: 0.01
        case 0xE4...0xE9: 0.05
        default: 0.002
        }
    }

    /// That of any byte of a set.
    static func sum(of set: ByteSet) -> Double {
        var sum = 0.0
        for eight in 0..<32 {
            let members = set.word(eight >> 3) >> UInt64((eight & 7) << 3) & 0xFF
            sum += sums[eight << 8 | Int(truncatingIfNeeded: members)]
        }
        return sum
    }

    /// For each eight bytes the sum of each of their subsets.
    private static let sums: [Double] = (0..<32 << 8).map { index in
        (0..<8).reduce(0) { sum, bit in
            index >> bit & 1 == 0 ? sum : sum + of(UInt8(truncatingIfNeeded: (index >> 8) << 3 | bit))
        }
    }
}
