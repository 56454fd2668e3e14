import ArgumentParser
import SluiceRules

/// `sluice import litellm`: keywords by severity.
struct ImportLiteLLMCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "litellm",
        abstract: "Make rules of a category of LiteLLM's content filter (YAML).",
        discussion: """
            Makes one rule of the keywords of each severity, active from the level low (high), medium (medium) or high (low), \
            and one of each phrase pattern. An exception around a keyword becomes `except.covering`. What can't be carried \
            over is said. Every rule stands in shadow.

              sluice import litellm self_harm.yaml --id imported --out rules

            Exits with 0, 2 when the file can't be used, 3 when a file can't be read or written, or is there already.
            """)

    @OptionGroup var options: ImportRulesOptions

    func run() throws {
        let diagnostics = Diagnostics()
        let rules = LiteLLMCategory.read(
            try options.read(), path: options.file, prefix: options.id, origin: options.origin, diagnostics)
        guard let rules else {
            for diagnostic in diagnostics.sorted {
                Output.error.line(Style(for: .error).complaint(diagnostic))
            }
            throw ExitStatus.badInput
        }
        try options.write(rules)
    }
}
