/// Dates as people write them (RFC 3339), in UTC only.
extension Moment {
    /// Reads `2026-12-31`, which is the end of that day, or `2026-12-31T18:00:00Z`.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 10 || bytes.count == 20,
            let year = Self.number(bytes, 0..<4), bytes[4] == UInt8(ascii: "-"),
            let month = Self.number(bytes, 5..<7), bytes[7] == UInt8(ascii: "-"),
            let day = Self.number(bytes, 8..<10), year >= 1970, (1...12).contains(month),
            (1...Self.days(in: month, of: year)).contains(day)
        else { return nil }
        let start = Self.dayNumber(year, month, day) * Self.dayLength
        guard bytes.count == 20 else {
            self.init(milliseconds: start + Self.dayLength)
            return
        }
        guard bytes[10] == UInt8(ascii: "T"), bytes[19] == UInt8(ascii: "Z"),
            let hour = Self.number(bytes, 11..<13), hour < 24, bytes[13] == UInt8(ascii: ":"),
            let minute = Self.number(bytes, 14..<16), minute < 60, bytes[16] == UInt8(ascii: ":"),
            let second = Self.number(bytes, 17..<19), second < 60
        else { return nil }
        self.init(milliseconds: start + ((hour * 60 + minute) * 60 + second) * 1000)
    }

    /// Date and time to the second, `2026-12-31T18:00:00Z`.
    package var text: String {
        let seconds = milliseconds / 1000 % 86_400
        return
            "\(date)T\(Self.digits(seconds / 3600)):\(Self.digits(seconds / 60 % 60)):\(Self.digits(seconds % 60))Z"
    }

    /// Date and time to the millisecond, `2026-12-31T18:00:00.250Z`.
    package var preciseText: String {
        let fraction = milliseconds % 1000
        return "\(text.dropLast()).\(fraction < 100 ? "0" : "")\(Self.digits(fraction))Z"
    }

    /// The date alone, `2026-12-31`.
    package var date: String {
        var year = 1970
        var rest = max(0, day)
        while rest >= Self.days(of: year) {
            rest -= Self.days(of: year)
            year += 1
        }
        var month = 1
        while rest >= Self.days(in: month, of: year) {
            rest -= Self.days(in: month, of: year)
            month += 1
        }
        return "\(year)-\(Self.digits(month))-\(Self.digits(rest + 1))"
    }

    private static func number(_ bytes: [UInt8], _ range: Range<Int>) -> Int? {
        var value = 0
        for byte in bytes[range] {
            guard ASCII.isDigit(byte) else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        return value
    }

    private static func digits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    private static func isLeap(_ year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    private static func days(of year: Int) -> Int { isLeap(year) ? 366 : 365 }

    private static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private static func dayNumber(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let earlier = year - 1
        let years = (earlier * 365 + earlier / 4 - earlier / 100 + earlier / 400) - 719_162
        return years + (1..<month).reduce(0) { $0 + days(in: $1, of: year) } + day - 1
    }
}
