import ArgumentParser
import SluiceRules

/// What imports of rules have in common.
struct ImportRulesOptions: ParsableArguments {
    @Argument(help: "The file.")
    var file: String

    @Option(help: ArgumentHelp("The beginning of the rules' ids.", valueName: "name"))
    var id: String

    @Option(help: ArgumentHelp("The folder of the rules.", valueName: "folder"))
    var out: String

    @Flag(help: "Write over files that are there already.")
    var force = false

    func validate() throws {
        guard Rule.isID(id + ".a") else {
            throw ValidationError("`\(id)` is not the beginning of a rule's id: lower case, such as `house`")
        }
    }

    func read() throws(ExitStatus) -> [UInt8] {
        guard let bytes = RuleFiles.disk.read(file) else {
            throw end("`\(file)` can't be read", .environment)
        }
        return bytes
    }

    /// The file's name, for the rules' metadata: no path of this machine.
    var origin: String { file.split(separator: "/").last.map(String.init) ?? file }

    /// Writes the rules and says what was done.
    func write(_ rules: ImportedRules) throws(ExitStatus) {
        let path = "\(out)/\(id.replacing(".", with: "-")).rules.yaml"
        guard !rules.rules.isEmpty else {
            Output.error.write(rules.report(path: path))
            throw end("`\(file)` has no rule that could be imported", .badInput)
        }
        guard FileText.makeFolder(out) else { throw end("the folder `\(out)` can't be made", .environment) }
        guard force || RuleFiles.disk.kind(path) == nil else {
            throw end("`\(path)` is there already; --force writes over it", .environment)
        }
        guard FileText.write(Array(rules.file.utf8), to: path) else {
            throw end("`\(path)` can't be written", .environment)
        }
        Output.standard.write(rules.report(path: path))
    }

    func end(_ message: String, _ status: ExitStatus) -> ExitStatus {
        Output.error.line("sluice: \(message)")
        return status
    }
}

/// `sluice import gitleaks`: rules for secrets.
struct ImportGitleaksCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gitleaks",
        abstract: "Make rules of a configuration of gitleaks (TOML).",
        discussion: """
            Takes the regex, the secret's group, the entropy and the allowlists of each rule. Every rule stands in shadow and \
            gets an example made from its regex; one for which none is found, or that doesn't load, is left out and named. \
            What a rule loses is said beside its id.

              sluice import gitleaks gitleaks.toml --id leaks --out rules

            Exits with 0, 2 when the file can't be used, 3 when a file can't be read or written, or is there already.
            """)

    @OptionGroup var options: ImportRulesOptions

    func run() throws {
        let bytes = try options.read()
        do {
            let text = String(decoding: bytes, as: UTF8.self)
            try options.write(try GitleaksRules.read(text, prefix: options.id, origin: options.origin))
        } catch let fault as TOMLFault {
            throw options.end("\(options.file):\(fault.line): \(fault.problem)", .badInput)
        }
    }
}

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

/// `sluice import modsecurity`: phrase lists.
struct ImportModSecurityCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "modsecurity",
        abstract: "Make a rule of a phrase list of ModSecurity (@pmFromFile).",
        discussion: """
            One phrase on each line, lines with # are comments. Phrases are found anywhere, inside words too, whatever their \
            case, as @pm does it. The rule stands in shadow; phrases of at most three letters are left out and counted.

              sluice import modsecurity scanners.data --id imported --out rules

            Exits with 0, 2 when the list can't be used, 3 when a file can't be read or written, or is there already.
            """)

    @OptionGroup var options: ImportRulesOptions

    func run() throws {
        guard let text = String(validating: try options.read(), as: UTF8.self) else {
            throw options.end("`\(options.file)` is not valid UTF-8", .badInput)
        }
        let list = ImportedWords(
            text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" })
        var rules = ImportedRules(origin: options.origin)
        if let first = list.words.first {
            let name = options.origin.split(separator: ".").first.map(String.init) ?? options.origin
            var rule = ImportedRule(
                id: "\(options.id).\(ImportedRule.identifier(name))",
                description: "Phrases of an imported list.", subject: .keywords(list.words.map(\.text)),
                example: first.text)
            rule.boundary = "none"
            rule.action = "block"
            rules.add(rule)
        }
        if !list.review.isEmpty {
            rules.notes.append("\(Count.of(list.review.count, "phrase")) of at most three letters left out")
        }
        try options.write(rules)
    }
}
