extension CodePointClass {
    /// U+212A, which is a K without case.
    private static let kelvin: UInt32 = 0x212A
    /// U+017F, which is an S without case.
    private static let longS: UInt32 = 0x17F
    /// Blocks of Chinese, Japanese and Korean text, none of which holds a letter with case.
    private static let uncasedBlocks: [ClosedRange<UInt32>] = [
        0x2E80...0xA63F, 0xAC00...0xD7FF, 0xF900...0xFAFF, 0xFE30...0xFE4F, 0x2_0000...0x3_FFFF,
    ]
    /// The number of code points that are looked at one by one.
    private static let inspectionLimit = 2_048

    /// The members with their case variants, as PCRE2 has them for UTF.
    ///
    /// What the variants of members beyond ASCII are is left unknown, apart from the two that are ASCII letters.
    func caseless() -> CodePointClass {
        var result = self
        var variants: [ClosedRange<UInt32>] = []
        for (letter, variant) in [(UInt8(ascii: "k"), Self.kelvin), (UInt8(ascii: "s"), Self.longS)] {
            let isMember = contains(variant) == true
            if isMember { result.ascii.insert(letter) }
            if isMember || ascii.contains(letter) || ascii.contains(letter ^ 0x20) {
                variants.append(variant...variant)
            }
        }
        for letter in UInt8(ascii: "a")...UInt8(ascii: "z") {
            guard result.ascii.contains(letter) || result.ascii.contains(letter ^ 0x20) else { continue }
            result.ascii.insert(letter)
            result.ascii.insert(letter ^ 0x20)
        }
        if case .ranges(let ranges) = beyond, ranges.contains(where: Self.mayHaveVariants) {
            result.beyond = .unknown
        } else {
            result.beyond = beyond.union(Beyond(variants))
        }
        return result
    }

    /// Whether a code point of the range may have case variants that aren't known here.
    private static func mayHaveVariants(_ range: ClosedRange<UInt32>) -> Bool {
        if uncasedBlocks.contains(where: {
            $0.lowerBound <= range.lowerBound && range.upperBound <= $0.upperBound
        }) {
            return false
        }
        guard range.count <= inspectionLimit else { return true }
        return range.contains { $0 != kelvin && $0 != longS && hasCase($0) }
    }

    private static func hasCase(_ codePoint: UInt32) -> Bool {
        guard let scalar = Unicode.Scalar(codePoint) else { return false }
        let properties = scalar.properties
        let text = String(scalar).unicodeScalars
        return properties.isCased
            || [properties.lowercaseMapping, properties.uppercaseMapping, properties.titlecaseMapping]
                .contains { !$0.unicodeScalars.elementsEqual(text) }
    }
}
