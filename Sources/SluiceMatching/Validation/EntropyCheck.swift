import Glibc

/// Shannon entropy of a text's characters.
enum EntropyCheck {
    /// Bits per code point; 0 for the empty text.
    static func bitsPerCharacter(of text: Span<UInt8>) -> Double {
        var counts = InlineArray<128, Int>(repeating: 0)
        for index in text.indices {
            let byte = text[index]
            guard byte < 0x80 else { return bitsPerCodePoint(of: text) }
            counts[Int(byte)] += 1
        }
        var entropy = 0.0
        for index in counts.indices where counts[index] > 0 {
            let share = Double(counts[index]) / Double(text.count)
            entropy -= share * log2(share)
        }
        return entropy
    }

    /// The same for a text that may hold more than ASCII.
    private static func bitsPerCodePoint(of text: Span<UInt8>) -> Double {
        var codePoints: [UInt32] = []
        for index in text.indices {
            let byte = text[index]
            // Telling code points apart is enough, so the bytes of a sequence are joined as they are.
            if byte & 0xC0 == 0x80, let last = codePoints.popLast() {
                codePoints.append(last << 8 | UInt32(byte))
            } else {
                codePoints.append(UInt32(byte))
            }
        }
        codePoints.sort()
        var entropy = 0.0
        var start = 0
        for index in codePoints.indices
        where index + 1 == codePoints.count || codePoints[index + 1] != codePoints[index] {
            let share = Double(index + 1 - start) / Double(codePoints.count)
            entropy -= share * log2(share)
            start = index + 1
        }
        return entropy
    }
}
