/// The international bank account number (ISO 13616-1).
enum AccountNumberCheck {
    /// Whether country, check digits and account, with blanks between them, leave 1 modulo 97 (ISO 7064).
    static func accepts(_ text: Span<UInt8>) -> Bool {
        var characters: [UInt8] = []
        for index in text.indices where text[index] != 0x20 && text[index] != UInt8(ascii: "-") {
            characters.append(text[index])
        }
        guard 15...34 ~= characters.count else { return false }
        for (index, byte) in characters.enumerated() {
            let isDigit = 0x30...0x39 ~= byte
            let isLetter = 0x61...0x7A ~= byte | 0x20
            guard isDigit || isLetter, index > 1 || isLetter, !(2...3 ~= index) || isDigit else {
                return false
            }
        }
        var remainder = 0
        for byte in characters[4...] + characters[..<4] {
            if byte <= 0x39 {
                remainder = (remainder * 10 + Int(byte - 0x30)) % 97
            } else {
                remainder = (remainder * 100 + Int((byte | 0x20) - 0x61) + 10) % 97
            }
        }
        return remainder == 1
    }
}
