import SluiceRules

extension TestRun {
    /// The report in a form.
    package func report(_ format: TestFormat, _ style: Style) -> String {
        switch format {
        case .human: text(style)
        case .json: json.description + "\n"
        case .junit: tests.junit
        case .tap: tests.tap
        }
    }

    private func text(_ style: Style) -> String {
        var lines: [String] = []
        for diagnostic in complaints + cases.flatMap(\.failures) {
            lines += [style.complaint(diagnostic), ""]
        }
        let failed = Count.of(failureCount, "failure")
        let sum = [
            Count.of(cases.count, "example"), Count.of(cases.reduce(0) { $0 + $1.splits }, "split"),
            complaints.isEmpty
                ? style(failureCount == 0 ? .good : .bad, failed)
                : style(.bad, Count.of(complaints.count, "error")),
            "\(Count.grouped(duration.milliseconds)) ms",
        ]
        return (lines + [sum.joined(separator: ", ")]).joined(separator: "\n") + "\n"
    }

    /// The report for a machine; members are added in later versions, never renamed.
    private var json: JSONValue {
        .object([
            ("examples", .integer(cases.count)), ("failures", .integer(failureCount)),
            (
                "cases",
                .array(
                    cases.map { example in
                        .object([
                            ("name", .string(example.name)), ("rule", .string(example.rule)),
                            ("file", .string(example.location.file)),
                            ("line", .integer(example.location.line)),
                            ("splits", .integer(example.splits)),
                            ("ok", .boolean(example.failures.isEmpty)),
                            ("messages", .array(example.failures.map { .string($0.message) })),
                        ])
                    })
            ),
            ("errors", .array(complaints.map { .string(Self.line($0)) })),
        ])
    }

    private var tests: TestReport {
        let cases = cases.map { example in
            TestReport.Case(
                name: example.name, group: example.rule, file: example.location.file,
                line: example.location.line,
                failures: example.failures.map {
                    TestReport.Failure(
                        place: ($0.location ?? example.location).description, message: $0.message,
                        detail: DiagnosticRenderer().render($0))
                })
        }
        return TestReport(cases: cases, errors: complaints.map(Self.line))
    }

    private static func line(_ diagnostic: Diagnostic) -> String {
        PlainLine.of((diagnostic.location.map { "\($0): " } ?? "") + diagnostic.message)
    }
}
