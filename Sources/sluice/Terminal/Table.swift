/// Rows of text whose columns stand under each other.
package struct Table {
    /// Which side of its column a cell keeps to.
    package enum Alignment: Sendable {
        case left
        case right
    }

    private let alignments: [Alignment]
    private var rows: [[String]] = []

    /// - Parameter alignments: One for each column.
    package init(_ alignments: [Alignment]) {
        self.alignments = alignments
    }

    /// Adds a row with one cell for each column.
    package mutating func append(_ row: [String]) {
        rows.append(row)
    }

    /// The rows as lines, columns two spaces apart, without blanks at the end.
    package var lines: [String] {
        let widths = alignments.indices.map { column in
            rows.map { $0[column].unicodeScalars.count }.max() ?? 0
        }
        return rows.map { row in
            let cells = row.indices.map { column in
                let padding = String(repeating: " ", count: widths[column] - row[column].unicodeScalars.count)
                return alignments[column] == .left ? row[column] + padding : padding + row[column]
            }
            let line = cells.joined(separator: "  ")
            return String(line.reversed().drop { $0 == " " }.reversed())
        }
    }
}
