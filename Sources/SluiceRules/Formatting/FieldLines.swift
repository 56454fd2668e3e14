/// The lines of one mapping, a piece for each field with the comments above it.
struct FieldLines {
    /// One field.
    struct Piece {
        var key: String
        /// Comments and empty lines above the field.
        var above: [String] = []
        var lines: [String] = []
    }

    private(set) var pieces: [Piece] = []
    /// What stands behind the last field.
    private(set) var below: [String] = []

    /// Cuts lines where a key stands at a column.
    ///
    /// - Parameter indent: The number of blanks before the keys.
    init(_ lines: some Sequence<String>, indent: Int) {
        var above: [String] = []
        for line in lines {
            if let key = Self.key(of: line, indent: indent) {
                pieces.append(Piece(key: key, above: above, lines: [line]))
                above = []
            } else if line.isEmpty || Self.isComment(line, upTo: indent) || pieces.isEmpty {
                above.append(line)
            } else {
                // What seemed to stand between fields stands in the middle of one.
                pieces[pieces.count - 1].lines += above + [line]
                above = []
            }
        }
        below = above
    }

    /// The pieces in the order of a list of keys; those that it doesn't have come last, as they are.
    mutating func order(by keys: [String]) {
        let rank = Dictionary(uniqueKeysWithValues: keys.enumerated().map { ($0.element, $0.offset) })
        pieces = pieces.enumerated().sorted { left, right in
            let ranks = (rank[left.element.key] ?? keys.count, rank[right.element.key] ?? keys.count)
            return ranks.0 == ranks.1 ? left.offset < right.offset : ranks.0 < ranks.1
        }.map(\.element)
    }

    /// The number of blanks a line begins with.
    static func indent(of line: String) -> Int {
        line.utf8.prefix { $0 == UInt8(ascii: " ") }.count
    }

    static func isComment(_ line: String, upTo indent: Int) -> Bool {
        let blanks = self.indent(of: line)
        return blanks <= indent && line.utf8.dropFirst(blanks).first == UInt8(ascii: "#")
    }

    /// The key at a column: plain, and followed by a colon that ends it.
    private static func key(of line: String, indent: Int) -> String? {
        guard self.indent(of: line) == indent else { return nil }
        let rest = line.utf8.dropFirst(indent)
        let name = rest.prefix {
            UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 || $0 == UInt8(ascii: "_")
        }
        let behind = rest.dropFirst(name.count)
        guard !name.isEmpty, behind.first == UInt8(ascii: ":"),
            behind.dropFirst().first.map({ $0 == UInt8(ascii: " ") }) ?? true
        else { return nil }
        return String(Substring(name))
    }
}
