/// The resident identity number of the People's Republic of China (GB 11643).
enum ResidentNumberCheck {
    /// Whether 18 characters have a possible date of birth and the check character of ISO 7064 MOD 11-2.
    static func accepts(_ text: Span<UInt8>) -> Bool {
        guard text.count == 18 else { return false }
        var remainder = 0
        var digits: [Int] = []
        for index in 0..<17 {
            guard 0x30...0x39 ~= text[index] else { return false }
            let digit = Int(text[index] - 0x30)
            digits.append(digit)
            remainder = (remainder + digit) * 2 % 11
        }
        let expected = (12 - remainder) % 11
        let last = text[17]
        let isRight = expected == 10 ? last | 0x20 == UInt8(ascii: "x") : Int(last) == 0x30 + expected
        let number = { (range: Range<Int>) in digits[range].reduce(0) { $0 * 10 + $1 } }
        return isRight && digits[0] > 0
            && isDate(year: number(6..<10), month: number(10..<12), day: number(12..<14))
    }

    private static func isDate(year: Int, month: Int, day: Int) -> Bool {
        guard 1900...2099 ~= year, 1...12 ~= month, day >= 1 else { return false }
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return day <= lengths[month - 1]
    }
}
