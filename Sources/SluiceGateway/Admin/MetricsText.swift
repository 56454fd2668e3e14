/// Metrics in the text format of Prometheus, version 0.0.4.
struct MetricsText {
    /// What a family of metrics is.
    enum Kind: String {
        case counter
        case gauge
        case histogram
    }

    /// A label's name and its value.
    typealias Label = (name: String, value: String)

    private var lines: [String] = []

    /// All lines.
    var text: String { lines.joined(separator: "\n") + "\n" }

    /// Begins a family; its samples follow.
    mutating func family(_ name: String, _ kind: Kind, _ help: String) {
        lines.append("# HELP \(name) \(help)")
        lines.append("# TYPE \(name) \(kind.rawValue)")
    }

    mutating func sample(_ name: String, _ labels: [Label] = [], _ value: Int) {
        lines.append("\(name)\(Self.labels(labels)) \(value)")
    }

    /// A family of one gauge or counter without labels.
    mutating func single(_ name: String, _ kind: Kind, _ help: String, _ value: Int) {
        family(name, kind, help)
        sample(name, [], value)
    }

    /// A histogram's buckets, its sum and its count.
    mutating func sample(_ name: String, _ labels: [Label], _ histogram: Histogram) {
        var count = 0
        for (bound, number) in zip(Histogram.bounds, histogram.counts) {
            count += number
            sample(name + "_bucket", labels + [("le", Self.seconds(microseconds: bound))], count)
        }
        sample(name + "_bucket", labels + [("le", "+Inf")], histogram.count)
        lines.append("\(name)_sum\(Self.labels(labels)) \(Self.seconds(microseconds: histogram.sum))")
        sample(name + "_count", labels, histogram.count)
    }

    private static func labels(_ labels: [Label]) -> String {
        guard !labels.isEmpty else { return "" }
        return "{" + labels.map { "\($0.name)=\(quoted($0.value))" }.joined(separator: ",") + "}"
    }

    /// The value of a label, which has three escapes.
    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }

    /// Seconds with as many digits behind the point as they have.
    private static func seconds(microseconds: Int) -> String {
        let digits = String(1_000_000 + microseconds % 1_000_000).dropFirst()
        let kept = digits.reversed().drop { $0 == "0" }.reversed()
        return "\(microseconds / 1_000_000)" + (kept.isEmpty ? "" : "." + String(kept))
    }
}
