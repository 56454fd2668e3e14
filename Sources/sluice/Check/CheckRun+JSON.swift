import SluiceRules

extension CheckRun {
    /// The report for a machine.
    package var json: JSONValue {
        .object([
            ("rules", .integer(report.map { $0.enforced + $0.shadow + $0.off } ?? 0)),
            ("enforced", .integer(report?.enforced ?? 0)),
            ("shadow", .integer(report?.shadow ?? 0)),
            ("off", .integer(report?.off ?? 0)),
            ("examples", .integer(report?.examples ?? 0)),
            ("splits", .integer(report?.splits ?? 0)),
            ("word_lists", .integer(report?.wordLists ?? 0)),
            ("errors", .integer(errorCount)),
            ("warnings", .integer(warningCount)),
            ("files", .array((report?.files ?? []).map(Self.json))),
            ("holds", .array((report?.holds ?? []).map(Self.json))),
            ("diagnostics", .array(diagnostics.map(Self.json))),
        ])
    }

    private static func json(_ file: CheckReport.File) -> JSONValue {
        .object([
            ("path", .string(file.path)), ("rules", .integer(file.rules)),
            ("examples", .integer(file.examples)),
            ("splits", .integer(file.splits)),
        ])
    }

    private static func json(_ hold: CheckReport.Hold) -> JSONValue {
        .object([("rule", .string(hold.rule)), ("bytes", .integer(hold.bytes))])
    }

    private static func json(_ diagnostic: Diagnostic) -> JSONValue {
        .object([
            ("severity", .string(diagnostic.severity.rawValue)),
            ("code", .string(diagnostic.code.rawValue)),
            ("message", .string(diagnostic.message)),
            ("file", diagnostic.location.map { .string($0.file) } ?? .null),
            ("line", diagnostic.location.map { .integer($0.line) } ?? .null),
            ("column", diagnostic.location.map { .integer($0.column) } ?? .null),
            ("label", diagnostic.label.map(JSONValue.string) ?? .null),
            ("notes", .array(diagnostic.notes.map(JSONValue.string))),
            ("help", diagnostic.help.map(JSONValue.string) ?? .null),
        ])
    }
}
