/// A day of the calendar, in UTC.
package struct Day: Sendable, Hashable, Comparable {
    /// The days since the first of 1970.
    package let number: Int

    /// A day by its number since the first of 1970.
    package init(number: Int) {
        self.number = number
    }

    /// Reads `2027-01-15`; nil for anything else and for days that no calendar has.
    package init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts.map(\.utf8.count) == [4, 2, 2],
            parts.allSatisfy({ $0.utf8.allSatisfy { 0x30...0x39 ~= $0 } }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
            1...12 ~= month, day >= 1, day <= Self.length(ofMonth: month, in: year)
        else { return nil }
        // Years begin with March, so that the day that is sometimes missing is the last one.
        let (shifted, index) = month > 2 ? (year, month - 3) : (year - 1, month + 9)
        let era = shifted >= 0 ? shifted / 400 : -1
        let ofEra = shifted - era * 400
        let ofYear = (153 * index + 2) / 5 + day - 1
        number = era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468
    }

    package static func < (left: Day, right: Day) -> Bool { left.number < right.number }

    private static func length(ofMonth month: Int, in year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
