import SluiceRecording

extension ReplayDiff {
    /// The report in a form.
    ///
    /// - Parameter crossed: The thresholds that are crossed.
    package func report(_ format: DiffFormat, _ style: Style, crossed: [DiffThreshold] = []) -> String {
        switch format {
        case .human: text(style, crossed)
        case .json: json(crossed).description + "\n"
        case .github: markdown(crossed)
        }
    }

    private func text(_ style: Style, _ crossed: [DiffThreshold]) -> String {
        var lines = ["\(Count.of(pairs.count, "exchange"))", ""]
        var sums = Table([.left, .right, .right])
        sums.append(["", "A", "B"])
        for row in blockRows { sums.append([row.name, "\(row.before)", "\(row.after)"]) }
        lines += sums.lines + [""]
        var counts = Table([.left, .right])
        for kind in Kind.allCases { counts.append([kind.rawValue, "\(count(kind))"]) }
        lines += counts.lines
        if !rules.isEmpty {
            var table = Table([.left, .right, .right, .left])
            table.append(["rule", "new", "gone", "first new example"])
            for change in rules {
                table.append([
                    change.rule, "+\(change.new)", "-\(change.gone)", PlainLine.of(change.example ?? ""),
                ])
            }
            lines += [""] + table.lines
        }
        lines += crossed.map { style(.bad, "crossed: \($0)") }
        return lines.joined(separator: "\n") + "\n"
    }

    /// How many exchanges each set blocks, by label.
    private var blockRows: [(name: String, before: Int, after: Int)] {
        let labels = Set(pairs.map(\.after.item.label)).sorted { ($0 ?? "~") < ($1 ?? "~") }
        return labels.map { label in
            (
                "blocked, \(label ?? "unlabelled")", blocked(\.before, label: label),
                blocked(\.after, label: label)
            )
        }
    }

    /// The report for a machine; members are added in later versions, never renamed.
    private func json(_ crossed: [DiffThreshold]) -> JSONValue {
        let changed = pairs.filter { pair in Kind.allCases.contains { pair.count($0) > 0 } }
        return .object(
            [("exchanges", .integer(pairs.count))]
                + Kind.allCases.map { kind in
                    (kind.rawValue.replacing("-", with: "_"), .integer(count(kind)))
                } + [
                    (
                        "changed",
                        .array(
                            changed.map { pair in
                                .object([
                                    ("name", .string(pair.after.item.exchange.name)),
                                    ("label", pair.after.item.label.map(JSONValue.string) ?? .null),
                                    ("before", .string(pair.before.verdict.rawValue)),
                                    ("after", .string(pair.after.verdict.rawValue)),
                                ])
                            })
                    ),
                    (
                        "rules",
                        .array(
                            rules.map { change in
                                .object([
                                    ("rule", .string(change.rule)), ("new", .integer(change.new)),
                                    ("gone", .integer(change.gone)),
                                    ("example", change.example.map(JSONValue.string) ?? .null),
                                ])
                            })
                    ), ("crossed", .array(crossed.map { .string($0.description) })),
                ])
    }

    private func markdown(_ crossed: [DiffThreshold]) -> String {
        var lines = ["### Rules over \(Count.of(pairs.count, "recorded exchange"))", ""]
        lines += ["| | before | after |", "|---|---:|---:|"]
        lines += blockRows.map { "| \($0.name) | \($0.before) | \($0.after) |" }
        lines += ["", "| change | count |", "|---|---:|"]
        lines += Kind.allCases.map { "| \($0.rawValue) | \(count($0)) |" }
        if !rules.isEmpty {
            lines += ["", "| rule | new hits | gone hits | first new example |", "|---|---:|---:|---|"]
            lines += rules.map { change in
                "| `\(change.rule)` | \(change.new) | \(change.gone) | "
                    + "\(change.example.map { "`\(PlainLine.of($0))`" } ?? "") |"
            }
        }
        if !crossed.isEmpty {
            lines += ["", "**Crossed:** " + crossed.map { "`\($0)`" }.joined(separator: ", ")]
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
