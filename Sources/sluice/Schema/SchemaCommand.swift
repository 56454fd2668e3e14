import ArgumentParser

/// `sluice schema`: the JSON Schemas of Sluice's files, for editors, and of its reports, for programs.
struct SchemaCommand: ParsableCommand {
    /// The files there are schemas for.
    enum Subject: String, CaseIterable, ExpressibleByArgument {
        case rules
        case config
        case check
        case test
        case explain
        case scan
        case replay
        case diff
        case bench
        case status
        case reload
        case tap

        var document: JSONValue {
            switch self {
            case .rules: RuleSchema.document
            case .config: ConfigurationSchema.document
            case .check: ReportSchema.document(rawValue, ReportSchema.check)
            case .test: ReportSchema.document(rawValue, ReportSchema.test)
            case .explain: ReportSchema.document(rawValue, ReportSchema.explanation)
            case .scan: ReportSchema.document(rawValue, ReportSchema.hits)
            case .replay: ReportSchema.document(rawValue, ReportSchema.replay)
            case .diff: ReportSchema.document(rawValue, ReportSchema.diff)
            case .bench: ReportSchema.document(rawValue, BenchSchema.report)
            case .status: ReportSchema.document(rawValue, AdminSchema.status)
            case .reload: ReportSchema.document(rawValue, AdminSchema.reload)
            case .tap: ReportSchema.document(rawValue, AdminSchema.decision)
            }
        }
    }

    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract:
            "Write the JSON Schema of rule files or of the configuration, for editors, or of a command's report.",
        discussion: """
            An editor that knows the schema offers fields and values and marks mistakes of structure as they are typed. \
            With the YAML language server, put the schema beside the rules and name it in a file's first line:

              sluice schema rules > rules/rules.schema.json
              # yaml-language-server: $schema=rules.schema.json

            A command's name gives the schema of what it writes with --format json; those of scan and tap are for \
            each of their lines. A report may have more members than its schema names: they are added in later versions, never renamed.

              sluice schema check > check.schema.json

            The schemas are draft 2020-12. What a schema can't say, such as whether an example holds, `sluice check` says.
            """)

    @Argument(help: "What the schema is for: rules, config, or a command that writes reports.")
    var subject: Subject

    func run() {
        Output.standard.write(subject.document.indented)
    }
}
