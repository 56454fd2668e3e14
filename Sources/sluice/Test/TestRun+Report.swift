import SluiceRules

extension TestRun {
    /// The report in a form.
    package func report(_ format: TestFormat, _ style: Style) -> String {
        switch format {
        case .human: text(style)
        case .json: json.description + "\n"
        case .junit: junit
        case .tap: tap
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

    private var junit: String {
        var xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n"
        xml +=
            "  <testsuite name=\"sluice\" tests=\"\(cases.count)\" failures=\"\(failureCount)\" "
            + "errors=\"\(complaints.count)\">\n"
        for example in cases {
            let attributes =
                "name=\(XMLText.quoted(example.name)) classname=\(XMLText.quoted(example.rule)) "
                + "file=\(XMLText.quoted(example.location.file)) line=\"\(example.location.line)\""
            guard !example.failures.isEmpty else {
                xml += "    <testcase \(attributes)/>\n"
                continue
            }
            xml += "    <testcase \(attributes)>\n"
            for failure in example.failures {
                xml +=
                    "      <failure message=\(XMLText.quoted(failure.message))>"
                    + "\(XMLText.escaped(DiagnosticRenderer().render(failure)))</failure>\n"
            }
            xml += "    </testcase>\n"
        }
        for complaint in complaints {
            xml +=
                "    <testcase name=\"load\" classname=\"sluice\">"
                + "<error message=\(XMLText.quoted(Self.line(complaint)))/></testcase>\n"
        }
        return xml + "  </testsuite>\n</testsuites>\n"
    }

    private var tap: String {
        guard complaints.isEmpty else {
            return "TAP version 14\nBail out! \(complaints.map(Self.line).joined(separator: "; "))\n"
        }
        var lines = ["TAP version 14", "1..\(cases.count)"]
        for (index, example) in cases.enumerated() {
            let result = example.failures.isEmpty ? "ok" : "not ok"
            lines.append("\(result) \(index + 1) - \(example.name)")
            lines += example.failures.map { "# \(Self.line($0))" }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func line(_ diagnostic: Diagnostic) -> String {
        PlainLine.of((diagnostic.location.map { "\($0): " } ?? "") + diagnostic.message)
    }
}
