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

    /// A measured number with three significant digits, or all before the point: `0.12`, `4.57`, `89.1`, `1,234`.
    package static func decimal(_ number: Double) -> String {
        guard number.isFinite else { return "-" }
        let places = number.magnitude < 9.995 ? 2 : number.magnitude < 99.95 ? 1 : 0
        let text = fixed(number, places: places)
        guard places == 0, let whole = Int(text) else { return text }
        return grouped(whole)
    }

    /// A number with so many digits behind the point, rounded half away from zero.
    ///
    /// Numbers beyond 10^15 become that.
    package static func fixed(_ number: Double, places: Int) -> String {
        let scale = (0..<places).reduce(1) { product, _ in product * 10 }
        let units = Int((min(max(number, -1e15), 1e15) * Double(scale)).rounded(.toNearestOrAwayFromZero))
        let whole = "\(units < 0 ? "-" : "")\(units.magnitude / UInt(scale))"
        guard places > 0 else { return whole }
        let rest = String(units.magnitude % UInt(scale))
        return "\(whole).\(String(repeating: "0", count: places - rest.count))\(rest)"
    }
}

extension Duration {
    /// The whole milliseconds.
    package var milliseconds: Int {
        Int(clamping: components.seconds) &* 1000
            &+ Int(clamping: components.attoseconds / 1_000_000_000_000_000)
    }
}
