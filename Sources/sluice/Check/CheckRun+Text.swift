import SluiceRules

extension CheckRun {
    /// The report for a person: the files, the complaints with their carets, the hold, the sum.
    package func text(_ style: Style) -> String {
        var lines = files(style)
        for diagnostic in diagnostics {
            if !lines.isEmpty { lines.append("") }
            lines.append(style.complaint(diagnostic))
        }
        if !diagnostics.isEmpty { lines.append("") }
        if let hold { lines.append(hold) }
        lines.append(sum(style))
        return lines.map { $0 + "\n" }.joined()
    }

    private func files(_ style: Style) -> [String] {
        var table = Table([.left, .right, .right, .right, .left])
        for file in report?.files ?? [] {
            let errors = errorCount(in: file.path)
            table.append([
                file.path, Count.of(file.rules, "rule"), Count.of(file.examples, "example"),
                Count.of(file.splits, "split"),
                errors == 0 ? style(.good, "ok") : style(.bad, Count.of(errors, "error")),
            ])
        }
        return table.lines
    }

    private var hold: String? {
        guard let holds = report?.holds, let first = holds.first else { return nil }
        let next = holds.dropFirst().first.map { ", next \(Count.grouped($0.bytes)) by \($0.rule)" } ?? ""
        return
            "held in a stream: at most \(Count.of(first.bytes, "byte")) of one text, set by \(first.rule)\(next)"
    }

    private func sum(_ style: Style) -> String {
        var parts: [String] = []
        if let report {
            let rules = report.enforced + report.shadow + report.off
            parts.append(
                "\(Count.of(rules, "rule")) (\(report.enforced) enforced, \(report.shadow) shadow, \(report.off) off)"
            )
            if report.wordLists > 0 { parts.append(Count.of(report.wordLists, "word list")) }
        }
        let errors = Count.of(errorCount, "error")
        parts.append(errorCount == 0 ? style(.good, errors) : style(.bad, errors))
        parts.append(Count.of(warningCount, "warning"))
        parts.append("\(Count.grouped(duration.milliseconds)) ms")
        return parts.joined(separator: ", ")
    }
}
