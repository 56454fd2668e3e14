package import SluiceRules

/// What rules hit in texts that hold nothing they should hit.
package struct CorpusCount {
    /// Where a text stands.
    package struct Place: Sendable, Equatable {
        package let file: String
        package let line: Int

        package init(file: String, line: Int) {
            self.file = file
            self.line = line
        }
    }

    /// A rule that hit something.
    package struct Row: Sendable {
        package let rule: String
        package let hits: Int
        /// The first text with a hit.
        package let first: Place
    }

    /// The texts that were searched.
    package private(set) var texts = 0
    /// Their length in code points.
    package private(set) var characters = 0
    /// How many rules were looked for.
    package let rules: Int

    private let set: RuleSet
    private let selection: RuleSelection?
    private var hits: [Int]
    private var first: [Place?]

    /// Looks for every rule of a set that isn't off, whatever kinds of text it names, at the highest level.
    package init(_ set: RuleSet) {
        self.set = set
        selection = set.selectionOfAllTargets(level: set.levels.count - 1)
        rules = selection?.active.count ?? 0
        hits = [Int](repeating: 0, count: set.rules.count)
        first = [Place?](repeating: nil, count: set.rules.count)
    }

    /// Searches a text.
    package mutating func take(_ text: [UInt8], at place: Place) {
        texts += 1
        characters += text.count { $0 & 0xC0 != 0x80 }
        var filter = TextFilter(selection)
        filter.finish(with: text.span)
        for hit in filter.takeHits() {
            hits[hit.active.rule] += 1
            if first[hit.active.rule] == nil { first[hit.active.rule] = place }
        }
    }

    /// Searches the texts of a file, one on each line, as `scan` reads them.
    mutating func take(file: String) throws(TextLinesFault) {
        var lines = try TextLines(file)
        var number = 0
        while let line = try lines.next() {
            number += 1
            take(LineText.bytes(of: line), at: Place(file: file, line: number))
        }
    }

    /// The rules with hits, those with the most first.
    package var rows: [Row] {
        self.set.rules.indices.compactMap { index in
            first[index].map { Row(rule: set.rules[index].id, hits: hits[index], first: $0) }
        }.sorted { ($1.hits, $0.rule) < ($0.hits, $1.rule) }
    }

    /// Hits for each million characters.
    package func perMillion(_ hits: Int) -> Double {
        characters == 0 ? 0 : Double(hits) * 1e6 / Double(characters)
    }

    /// What the hits for each million characters are below in other such texts, with 95 % confidence.
    ///
    /// The bound of a Poisson rate by the cube root of Wilson and Hilferty, which is off by less than 1 %.
    package func bound(_ hits: Int) -> Double {
        let count = Double(hits) + 1
        let root = 1 - 1 / (9 * count) + 1.645 / (3 * count.squareRoot())
        return characters == 0 ? 0 : count * root * root * root * 1e6 / Double(characters)
    }
}

extension CorpusCount {
    /// The count for a person.
    package var lines: [String] {
        let found = rows
        var table = Table([.left, .right, .right, .right, .left])
        table.append(["rule", "hits", "per million", "95 % below", "first"])
        for row in found {
            table.append([
                row.rule, Count.grouped(row.hits), Count.decimal(perMillion(row.hits)),
                Count.decimal(bound(row.hits)), "\(row.first.file):\(row.first.line)",
            ])
        }
        let others = rules - found.count
        let below = Count.decimal(bound(0))
        let rest =
            others > 0
            ? ["\(Count.of(others, "rule")) hit nothing: below \(below) for each million, each"] : []
        return ["corpus: \(Count.of(texts, "text")) of \(Count.of(characters, "character"))"]
            + (found.isEmpty ? [] : table.lines.map { "  " + $0 }) + rest.map { "  " + $0 }
    }

    /// The count for a machine.
    package var json: JSONValue {
        .object([
            ("texts", .integer(texts)), ("characters", .integer(characters)), ("rules", .integer(rules)),
            ("below_without_hit", .decimal(bound(0))),
            (
                "per_rule",
                .array(
                    rows.map { row in
                        .object([
                            ("rule", .string(row.rule)), ("hits", .integer(row.hits)),
                            ("per_million", .decimal(perMillion(row.hits))),
                            ("below", .decimal(bound(row.hits))), ("file", .string(row.first.file)),
                            ("line", .integer(row.first.line)),
                        ])
                    })
            ),
        ])
    }
}
