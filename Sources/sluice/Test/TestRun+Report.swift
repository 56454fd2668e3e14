import SluiceRules

extension TestRun {
    /// The report in a form.
    package func report(_ format: TestFormat, _ style: Style) -> String {
        switch format {
        case .human: text(style)
        case .json: json.description + "\n"
        case .junit: tests.junit
        case .tap: tests.tap
        case .github: DiagnosticReport(all).github
        case .sarif: DiagnosticReport(all).sarif.description + "\n"
        }
    }

    /// Everything that doesn't hold.
    private var all: [Diagnostic] { complaints + cases.flatMap(\.failures) }

    private func text(_ style: Style) -> String {
        var lines: [String] = []
        for diagnostic in all { lines += [style.complaint(diagnostic), ""] }
        if hasReceipts {
            for test in cases {
                guard let receipt = test.receipt else { continue }
                lines.append(PlainLine.of("\(test.name): \(receipt.line)"))
            }
        }
        if let coverage { lines += self.lines(coverage, style) + [""] }
        let failed = Count.of(failureCount, "failure")
        let examples = cases.count { $0.rule != nil }
        let others = cases.count - examples
        let sum =
            [Count.of(examples, "example")] + (others > 0 ? [Count.of(others, "case")] : []) + [
                Count.of(cases.reduce(0) { $0 + $1.splits }, "split"),
                complaints.isEmpty
                    ? style(failureCount == 0 ? .good : .bad, failed)
                    : style(.bad, Count.of(complaints.count, "error")),
                "\(Count.grouped(duration.milliseconds)) ms",
            ]
        return (lines + [sum.joined(separator: ", ")]).joined(separator: "\n") + "\n"
    }

    private func lines(_ coverage: RuleCoverage, _ style: Style) -> [String] {
        var lines = coverage.untested.map { item -> String in
            let place = item.location.map { "\($0.file):\($0.line): " } ?? ""
            return PlainLine.of("\(place)no test \(Self.saying(item))")
        }
        let tried = coverage.total - coverage.untested.count
        let figures = "coverage \(coverage.percent) %: \(tried) of \(coverage.total)"
        lines.append(style(isCoverageTooLow ? .bad : .bold, figures))
        if let minimum = minimumCoverage, isCoverageTooLow {
            lines.append("  less than the \(minimum) % that are asked for")
        }
        if coverage.listed.all > 0 {
            lines.append(
                "  of \(Count.of(coverage.listed.all, "phrase")) of word lists tests find "
                    + Count.grouped(coverage.listed.found))
        }
        return lines
    }

    private static func saying(_ item: RuleCoverage.Item) -> String {
        switch item.kind {
        case .rule: "is hit by \(item.name)"
        case .keyword: "finds the keyword `\(item.name)` of \(item.rule ?? "")"
        case .exception: "is spared by \(item.name) of \(item.rule ?? "")"
        case .target: "is hit in \(item.name)"
        }
    }

    /// The report for a machine; members are added in later versions, never renamed.
    private var json: JSONValue {
        .object(
            [
                ("examples", .integer(cases.count { $0.rule != nil })), ("failures", .integer(failureCount)),
                ("cases", .array(cases.map(Self.json))),
                ("errors", .array(complaints.map { .string(Self.line($0)) })),
            ] + (coverage.map { [("coverage", Self.json($0))] } ?? []))
    }

    private static func json(_ test: Case) -> JSONValue {
        let receipt = test.receipt.map { [("receipt", $0.value)] } ?? []
        return .object(
            [
                ("name", .string(test.name)), ("rule", test.rule.map(JSONValue.string) ?? .null),
                ("file", .string(test.location.file)), ("line", .integer(test.location.line)),
                ("splits", .integer(test.splits)), ("ok", .boolean(test.failures.isEmpty)),
                ("messages", .array(test.failures.map { .string($0.message) })),
            ] + receipt)
    }

    private static func json(_ coverage: RuleCoverage) -> JSONValue {
        .object([
            ("percent", .integer(coverage.percent)), ("total", .integer(coverage.total)),
            (
                "untested",
                .array(
                    coverage.untested.map { item in
                        .object([
                            ("kind", .string(item.kind.rawValue)),
                            ("rule", item.rule.map(JSONValue.string) ?? .null), ("name", .string(item.name)),
                            ("file", item.location.map { .string($0.file) } ?? .null),
                            ("line", item.location.map { .integer($0.line) } ?? .null),
                        ])
                    })
            ),
            ("phrases", .integer(coverage.listed.all)), ("phrases_found", .integer(coverage.listed.found)),
        ])
    }

    private var tests: TestReport {
        let cases = cases.map { test in
            TestReport.Case(
                name: test.name, group: test.rule ?? "cases", file: test.location.file,
                line: test.location.line,
                failures: test.failures.map {
                    TestReport.Failure(
                        place: ($0.location ?? test.location).description, message: $0.message,
                        detail: DiagnosticRenderer().render($0))
                })
        }
        return TestReport(cases: cases, errors: complaints.map(Self.line))
    }

    private static func line(_ diagnostic: Diagnostic) -> String {
        PlainLine.of((diagnostic.location.map { "\($0): " } ?? "") + diagnostic.message)
    }
}
