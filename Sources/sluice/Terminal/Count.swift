/// Numbers as a person reads them.
package enum Count {
    /// A number and what is counted: `1 rule`, `1,937 splits`.
    package static func of(_ number: Int, _ noun: String) -> String {
        "\(grouped(number)) \(noun)\(number == 1 ? "" : "s")"
    }

    /// A number with a comma between thousands.
    package static func grouped(_ number: Int) -> String {
        let digits = Array(String(number.magnitude))
        var text = number < 0 ? "-" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text.append(",") }
            text.append(digit)
        }
        return text
    }
}

extension Duration {
    /// The whole milliseconds.
    package var milliseconds: Int {
        Int(clamping: components.seconds) &* 1000
            &+ Int(clamping: components.attoseconds / 1_000_000_000_000_000)
    }
}
