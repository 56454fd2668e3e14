/// The mod 10 check of payment cards (ISO/IEC 7812-1 annex B).
enum LuhnCheck {
    /// Whether digits, with blanks, hyphens and dots between them, carry a right check digit; zeros alone don't.
    static func accepts(_ text: Span<UInt8>) -> Bool {
        var sum = 0
        var count = 0
        for index in text.indices.reversed() {
            let byte = text[index]
            if byte == 0x20 || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") { continue }
            guard 0x30...0x39 ~= byte else { return false }
            let digit = Int(byte - 0x30)
            let weighted = count % 2 == 0 ? digit : 2 * digit
            sum += weighted > 9 ? weighted - 9 : weighted
            count += 1
        }
        return count > 1 && sum > 0 && sum % 10 == 0
    }
}
