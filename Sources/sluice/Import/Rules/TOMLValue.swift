/// One value of a TOML file.
package enum TOMLValue: Equatable {
    case string(String)
    case number(Double)
    case boolean(Bool)
    case array([TOMLValue])
    case table(TOMLTable)

    /// A string; nil for anything else.
    package var text: String? { if case .string(let text) = self { text } else { nil } }

    /// An array's strings; empty for anything else.
    package var texts: [String] {
        if case .array(let values) = self { values.compactMap(\.text) } else { [] }
    }

    /// An array's tables, or a table by itself; empty for anything else.
    package var tables: [TOMLTable] {
        switch self {
        case .array(let values): values.flatMap(\.tables)
        case .table(let table): [table]
        default: []
        }
    }

    package var number: Double? { if case .number(let number) = self { number } else { nil } }
}

/// The keys of a table and their values.
package typealias TOMLTable = [String: TOMLValue]
