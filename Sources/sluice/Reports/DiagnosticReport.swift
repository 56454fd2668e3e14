import ArgumentParser
package import SluiceRules

/// Complaints in the forms that tools read which show them beside the code.
package struct DiagnosticReport {
    package let diagnostics: [Diagnostic]

    package init(_ diagnostics: [Diagnostic]) {
        self.diagnostics = diagnostics
    }

    /// One workflow command of GitHub's actions for each complaint.
    ///
    /// Source: GitHub, "Workflow commands for GitHub Actions".
    package var github: String {
        diagnostics.map { diagnostic in
            var properties: [String] = []
            if let location = diagnostic.location {
                properties = [
                    "file=\(Self.property(location.file))", "line=\(location.line)", "col=\(location.column)",
                ]
            }
            properties.append("title=\(Self.property(diagnostic.code.rawValue))")
            let command = diagnostic.severity == .error ? "error" : "warning"
            return
                "::\(command) \(properties.joined(separator: ","))::\(Self.data(Self.message(diagnostic)))\n"
        }.joined()
    }

    /// A log of one run in the Static Analysis Results Interchange Format 2.1.0 (OASIS).
    package var sarif: JSONValue {
        let codes = Set(diagnostics.map(\.code)).sorted { $0.rawValue < $1.rawValue }
        return .object([
            ("$schema", .string("https://json.schemastore.org/sarif-2.1.0.json")),
            ("version", .string("2.1.0")),
            (
                "runs",
                .array([
                    .object([
                        (
                            "tool",
                            .object([
                                (
                                    "driver",
                                    .object([
                                        ("name", .string("sluice")),
                                        ("version", .string(SluiceCommand.configuration.version)),
                                        ("rules", .array(codes.map(Self.rule))),
                                    ])
                                )
                            ])
                        ),
                        ("columnKind", .string("unicodeCodePoints")),
                        ("results", .array(diagnostics.map(Self.result))),
                    ])
                ])
            ),
        ])
    }

    private static func rule(_ code: DiagnosticCode) -> JSONValue {
        .object([
            ("id", .string(code.rawValue)),
            ("shortDescription", .object([("text", .string(code.guide.title))])),
            ("help", .object([("text", .string(code.guide.text(of: code)))])),
        ])
    }

    private static func result(_ diagnostic: Diagnostic) -> JSONValue {
        var members: [(String, JSONValue)] = [
            ("ruleId", .string(diagnostic.code.rawValue)),
            ("level", .string(diagnostic.severity.rawValue)),
            ("message", .object([("text", .string(message(diagnostic)))])),
        ]
        if let location = diagnostic.location {
            let place = JSONValue.object([
                ("artifactLocation", .object([("uri", .string(uri(location.file)))])),
                (
                    "region",
                    .object([
                        ("startLine", .integer(location.line)), ("startColumn", .integer(location.column)),
                        ("endColumn", .integer(location.column + max(1, diagnostic.length))),
                    ])
                ),
            ])
            members.append(("locations", .array([.object([("physicalLocation", place)])])))
        }
        return .object(members)
    }

    private static func message(_ diagnostic: Diagnostic) -> String {
        ([diagnostic.message] + [diagnostic.label].compactMap { $0 } + diagnostic.notes
            + [diagnostic.help].compactMap { $0 }).joined(separator: "; ")
    }

    /// A path as a relative or absolute URI reference.
    private static func uri(_ path: String) -> String {
        path.utf8.map { byte -> String in
            let scalar = Unicode.Scalar(byte)
            let isKept =
                scalar.isASCII && scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
                || "-._~/".unicodeScalars.contains(scalar)
            guard !isKept else { return String(Character(scalar)) }
            let digits = String(byte, radix: 16, uppercase: true)
            return "%" + (digits.count == 1 ? "0" : "") + digits
        }.joined()
    }

    private static func data(_ text: String) -> String {
        text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
    }

    private static func property(_ text: String) -> String {
        data(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
    }
}
