import SluiceMatching
import SluiceRules
import SluiceWire

extension CheckRun {
    /// The report for a person: the files, the rules, the complaints with their carets, the hold, the sum.
    ///
    /// What rules cost and hold is shown where every example holds: it would bury what has to be mended.
    ///
    /// - Parameter showsAllRules: Whether all rules are listed even if there are more than a person wants to read.
    package func text(_ style: Style, showsAllRules: Bool = false) -> String {
        var lines = files(style)
        let sound = errorCount == 0 ? report : nil
        if let report = sound, !report.costs.isEmpty {
            lines += [""] + RuleTable(report.costs, showsAll: showsAllRules).lines(style) + [""]
        }
        for diagnostic in diagnostics {
            if let last = lines.last, !last.isEmpty { lines.append("") }
            lines.append(style.complaint(diagnostic))
        }
        if !diagnostics.isEmpty { lines.append("") }
        if let corpus { lines += corpus.lines + [""] }
        if let report = sound {
            lines += holds
            lines.append(engine(report))
        }
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

    /// What streams can suffer, kinds of text with the same hold on one line.
    private var holds: [String] {
        guard let report else { return [] }
        var kinds: [(hold: String, targets: [String])] = []
        for hold in report.targetHolds where hold.target.side == .response {
            let text = "\(Count.of(hold.characters, "character")) (\(Count.of(hold.bytes, "byte")))"
            if let index = kinds.firstIndex(where: { $0.hold == text }) {
                kinds[index].targets.append(hold.target.rawValue)
            } else {
                kinds.append((text, [hold.target.rawValue]))
            }
        }
        var lines = kinds.map { "\($0.targets.joined(separator: ", ")): at most \($0.hold)" }
        if let first = report.holds.first, !lines.isEmpty {
            let next = report.holds.dropFirst().first.map { ", next \($0.rule)" } ?? ""
            lines.append("  the longest hold is that of \(first.rule)\(next)")
        }
        return lines.isEmpty ? [] : ["held back in a stream:"] + lines.map { "  " + $0 }
    }

    private func engine(_ report: CheckReport) -> String {
        let load = Count.decimal(loadSeconds * 1000)
        let prepare = Count.decimal(report.prepareSeconds * 1000)
        let footprint = report.footprint
        return "loaded in \(load) ms, made ready in \(prepare) ms; "
            + "\(Count.grouped(footprint.bytes / 1000)) KB, of which \(Count.grouped(footprint.regexBytes / 1000)) KB are regexes; "
            + "\(Count.of(footprint.regexStates, "state")) for regexes, \(Count.grouped(footprint.keywordStates)) for keywords"
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
