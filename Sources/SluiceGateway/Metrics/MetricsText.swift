/// Metrics in the text format of Prometheus, version 0.0.4.
package struct MetricsText: Sendable {
    /// What a family of metrics is.
    package enum Kind: String, Sendable {
        case counter
        case gauge
        case histogram
        case summary

        /// What stands behind the family's name in the names of its samples.
        fileprivate var suffixes: [String] {
            switch self {
            case .counter, .gauge: [""]
            case .histogram: ["_bucket", "_sum", "_count"]
            case .summary: ["_sum", "_count"]
            }
        }
    }

    /// A label's name and its value.
    package typealias Label = (name: String, value: String)

    private var lines: [String] = []
    /// The names of families and of their samples.
    private var names: Set<String> = []

    package init() {}

    /// All lines.
    package var text: String { lines.joined(separator: "\n") + "\n" }

    /// Begins a family; its samples follow.
    ///
    /// - Returns: False, and nothing is begun, when another family has one of its names: there may be one of a name.
    @discardableResult
    package mutating func family(_ name: String, _ kind: Kind, _ help: String) -> Bool {
        let own = Set(kind.suffixes.map { name + $0 } + [name])
        guard names.isDisjoint(with: own) else { return false }
        names.formUnion(own)
        lines.append("# HELP \(name) \(Self.escaped(help))")
        lines.append("# TYPE \(name) \(kind.rawValue)")
        return true
    }

    package mutating func sample(_ name: String, _ labels: [Label] = [], _ value: Int) {
        lines.append("\(name)\(Self.labels(labels)) \(value)")
    }

    package mutating func sample(_ name: String, _ labels: [Label] = [], _ value: Double) {
        lines.append("\(name)\(Self.labels(labels)) \(Self.number(value))")
    }

    /// A family of one gauge or counter without labels.
    package mutating func single(_ name: String, _ kind: Kind, _ help: String, _ value: Int) {
        family(name, kind, help)
        sample(name, [], value)
    }

    /// A histogram's buckets, its sum and its count.
    package mutating func sample(_ name: String, _ labels: [Label], _ histogram: Histogram) {
        var count = 0
        for (bound, number) in zip(histogram.scale.bounds, histogram.counts) {
            count += number
            sample(name + "_bucket", labels + [("le", Self.text(of: bound, histogram.scale))], count)
        }
        sample(name + "_bucket", labels + [("le", "+Inf")], histogram.count)
        lines.append("\(name)_sum\(Self.labels(labels)) \(Self.text(of: histogram.sum, histogram.scale))")
        sample(name + "_count", labels, histogram.count)
    }

    /// The labels of a sample as they stand behind its name; empty without any.
    static func labels(_ labels: [Label]) -> String {
        guard !labels.isEmpty else { return "" }
        return "{" + labels.map { "\($0.name)=\"\(escaped($0.value, quotes: true))\"" }.joined(separator: ",")
            + "}"
    }

    /// The text of a label's value, which has three escapes, or of a help, which has two.
    private static func escaped(_ text: String, quotes: Bool = false) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"" where quotes: escaped += "\\\""
            case "\\": escaped += "\\\\"
            case "\n": escaped += "\\n"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    private static func text(of number: Int, _ scale: Histogram.Scale) -> String {
        switch scale {
        case .microseconds: decimal(number, digits: 6)
        case .characters: String(number)
        }
    }

    /// A number as Prometheus reads it: whole ones without a point, and names for what is none.
    private static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
        return Int(exactly: value).map(String.init) ?? "\(value)"
    }

    /// A number, 0 or more, with its point moved to the left and no zeros at the end.
    private static func decimal(_ number: Int, digits: Int) -> String {
        guard number > 0 else { return "0" }
        let text = String(number)
        let padded = String(repeating: "0", count: max(0, digits + 1 - text.count)) + text
        let whole = padded.dropLast(digits)
        var rest = padded.suffix(digits)
        while rest.last == "0" { rest.removeLast() }
        return rest.isEmpty ? String(whole) : "\(whole).\(rest)"
    }
}
