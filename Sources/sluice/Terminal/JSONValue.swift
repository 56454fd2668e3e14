import SluiceWire

/// A report as JSON, its members in the order they were given.
package enum JSONValue: CustomStringConvertible {
    case null
    case boolean(Bool)
    case integer(Int)
    /// Written with three digits behind the point.
    case decimal(Double)
    case string(String)
    case array([JSONValue])
    case object([(String, JSONValue)])

    /// The value on one line.
    package var description: String {
        switch self {
        case .null: "null"
        case .boolean(let value): value ? "true" : "false"
        case .integer(let number): String(number)
        case .decimal(let number): number.isFinite ? Count.fixed(number, places: 3) : "null"
        case .string(let text): text.quotedAsJSON
        case .array(let values): "[" + values.map(\.description).joined(separator: ",") + "]"
        case .object(let members):
            "{" + members.map { "\($0.quotedAsJSON):\($1)" }.joined(separator: ",") + "}"
        }
    }
}
