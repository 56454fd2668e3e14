import SluicePipeline
import SluiceRules
import SluiceWire

/// One line of a log, a JSON object; members come in the order in which they are added.
struct JSONLine {
    private var members: [String] = []

    init(at time: Moment) {
        add("ts", time.preciseText)
    }

    var text: String { "{" + members.joined(separator: ",") + "}" }

    mutating func add(_ name: String, _ value: String?) {
        if let value { add(name, raw: value.quotedAsJSON) }
    }

    mutating func add(_ name: String, _ value: Int?) {
        if let value { add(name, raw: String(value)) }
    }

    mutating func add(_ name: String, _ values: [String]) {
        if !values.isEmpty { add(name, raw: "[" + values.map(\.quotedAsJSON).joined(separator: ",") + "]") }
    }

    /// Adds a value that is JSON already.
    mutating func add(_ name: String, raw value: String) {
        members.append("\"\(name)\":\(value)")
    }
}
