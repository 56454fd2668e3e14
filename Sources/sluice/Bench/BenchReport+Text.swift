extension BenchReport {
    /// How many rules a person is shown.
    private static let shownRules = 20

    /// The report for a person: what was measured, the costs, what is held, the dearest rules.
    package func text(_ style: Style) -> String {
        var lines = [head, origin, ""]
        lines += costs(style)
        lines += ["", hits, held, memory]
        if let part { lines.append(style(.notable, part)) }
        if !rules.isEmpty { lines += ["", style(.bold, "each rule alone, the dearest first")] + ruleTable }
        return lines.map { $0 + "\n" }.joined()
    }

    private var head: String {
        let kinds = [(subject.deciding, "hold text"), (subject.observing, "only watch")]
            .filter { $0.0 > 0 }.map { "\(Count.grouped($0.0)) \($0.1)" }.joined(separator: ", ")
        let rules = Count.of(subject.deciding + subject.observing, "rule")
        return "\(rules) for \(subject.target) at level \(subject.level) (\(kinds))"
    }

    private var origin: String {
        let load = Count.decimal(subject.loadSeconds * 1000)
        let prepare = Count.decimal(subject.prepareSeconds * 1000)
        return "loaded in \(load) ms, made ready in \(prepare) ms; text: \(subject.path), "
            + Count.of(subject.textBytes, "byte")
    }

    private func costs(_ style: Style) -> [String] {
        var table = Table([.left, .right, .left, .right, .right])
        table.append(["", "median", "", "least", "greatest"])
        let speeds = [("whole, texts of 64 KB", blocks), ("whole, one text", file)]
        for (name, measure) in speeds {
            table.append([name] + Self.cells(measure.megabytesPerSecond, unit: "MB/s"))
        }
        let length = Count.of(subject.plan.pieceLength, "byte")
        table.append(["in pieces of \(length)"] + Self.cells(pieces.nanosecondsPerCall, unit: "ns a piece"))
        table.append([""] + Self.cells(pieces.megabytesPerSecond, unit: "MB/s"))
        return table.lines.enumerated().map { $0 == 0 ? style(.dim, $1) : $1 }
    }

    private static func cells(_ spread: Spread, unit: String) -> [String] {
        [Count.decimal(spread.median), unit, Count.decimal(spread.least), Count.decimal(spread.greatest)]
    }

    private var hits: String {
        let share = pieces.bytes == 0 ? 0 : Double(pieces.hits) * 1e6 / Double(pieces.bytes)
        return "hits: \(Count.grouped(pieces.hits)), \(Count.decimal(share)) per MB"
    }

    private var held: String {
        let held = streams.held
        return "held behind a piece: mean \(Count.decimal(held.mean)) bytes, half at most "
            + "\(Count.grouped(held.percentile(50))), 99 % at most \(Count.grouped(held.percentile(99))), "
            + "never more than \(Count.grouped(held.greatest))"
    }

    private var memory: String {
        "memory of a stream: \(Count.of(streams.freshMemory, "byte")) at its beginning, "
            + "\(Count.grouped(Int(streams.meanMemory.rounded()))) on average, "
            + "\(Count.grouped(streams.greatestMemory)) at most"
    }

    private var part: String? {
        let least = [blocks.bytes, file.bytes, pieces.bytes].min() ?? 0
        guard least < subject.textBytes else { return nil }
        return "not all of the text was scanned within \(Count.of(subject.plan.seconds, "second")): "
            + "\(Count.of(blocks.bytes, "byte")) and \(Count.grouped(file.bytes)) whole, "
            + "\(Count.grouped(pieces.bytes)) in pieces; --seconds-limit gives it more"
    }

    private var ruleTable: [String] {
        var table = Table([.left, .right, .right, .right, .right, .right])
        table.append(["rule", "ns a piece", "whole MB/s", "hits per MB", "held mean", "held 99 %"])
        for rule in rules.prefix(Self.shownRules) {
            let bytes = Double(rule.pieces.bytes)
            table.append([
                rule.id, Count.decimal(rule.pieces.nanosecondsPerCall.median),
                Count.decimal(rule.whole.megabytesPerSecond.median),
                Count.decimal(bytes == 0 ? 0 : Double(rule.pieces.hits) * 1e6 / bytes),
                Count.decimal(rule.streams.held.mean), Count.grouped(rule.streams.held.percentile(99)),
            ])
        }
        let rest = rules.count - Self.shownRules
        return table.lines + (rest > 0 ? ["and \(Count.of(rest, "cheaper rule")): see --format json"] : [])
    }
}
