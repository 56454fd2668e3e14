/// What came of a list of tests, for the programs that read such lists.
package struct TestReport {
    /// One test.
    package struct Case {
        package var name: String
        /// What it belongs to: a rule, a folder.
        package var group: String
        package var file: String
        /// The line, from 1; nil where the whole file is the test.
        package var line: Int?
        package var failures: [Failure]
    }

    /// What doesn't hold.
    package struct Failure {
        /// Where in the file, `a.yaml:3:7`.
        package var place: String
        /// One line.
        package var message: String
        /// Everything that is known, over several lines.
        package var detail: String
    }

    package var cases: [Case]
    /// Why there are no tests; empty when there are.
    package var errors: [String]

    /// The XML that CI systems read.
    package var junit: String {
        var xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n"
        let failures = cases.count { !$0.failures.isEmpty }
        xml +=
            "  <testsuite name=\"sluice\" tests=\"\(cases.count)\" failures=\"\(failures)\" "
            + "errors=\"\(errors.count)\">\n"
        for test in cases {
            let line = test.line.map { " line=\"\($0)\"" } ?? ""
            let attributes =
                "name=\(XMLText.quoted(test.name)) classname=\(XMLText.quoted(test.group)) "
                + "file=\(XMLText.quoted(test.file))\(line)"
            guard !test.failures.isEmpty else {
                xml += "    <testcase \(attributes)/>\n"
                continue
            }
            xml += "    <testcase \(attributes)>\n"
            for failure in test.failures {
                xml +=
                    "      <failure message=\(XMLText.quoted(failure.message))>"
                    + "\(XMLText.escaped(failure.detail))</failure>\n"
            }
            xml += "    </testcase>\n"
        }
        for error in errors {
            xml +=
                "    <testcase name=\"load\" classname=\"sluice\">"
                + "<error message=\(XMLText.quoted(error))/></testcase>\n"
        }
        return xml + "  </testsuite>\n</testsuites>\n"
    }

    /// The report in the Test Anything Protocol, version 14.
    package var tap: String {
        guard errors.isEmpty else {
            return "TAP version 14\nBail out! \(PlainLine.of(errors.joined(separator: "; ")))\n"
        }
        var lines = ["TAP version 14", "1..\(cases.count)"]
        for (index, test) in cases.enumerated() {
            lines.append(
                "\(test.failures.isEmpty ? "ok" : "not ok") \(index + 1) - \(PlainLine.of(test.name))")
            lines += test.failures.map { "# \(PlainLine.of("\($0.place): \($0.message)"))" }
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
