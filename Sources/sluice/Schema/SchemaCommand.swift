import ArgumentParser

/// `sluice schema`: the JSON Schemas of Sluice's files, for editors.
struct SchemaCommand: ParsableCommand {
    /// The files there are schemas for.
    enum Subject: String, CaseIterable, ExpressibleByArgument {
        case rules
        case config
    }

    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Write the JSON Schema of rule files or of the configuration, for editors.",
        discussion: """
            An editor that knows the schema offers fields and values and marks mistakes of structure as they are typed. \
            With the YAML language server, put the schema beside the rules and name it in a file's first line:

              sluice schema rules > rules/rules.schema.json
              # yaml-language-server: $schema=rules.schema.json

            The schema is draft 2020-12. What a schema can't say, such as whether an example holds, `sluice check` says.
            """)

    @Argument(help: "What the schema is for: rules or config.")
    var subject: Subject

    func run() {
        switch subject {
        case .rules: Output.standard.write(RuleSchema.document.indented)
        case .config: Output.standard.write(ConfigurationSchema.document.indented)
        }
    }
}
