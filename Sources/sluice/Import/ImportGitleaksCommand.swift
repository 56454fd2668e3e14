import ArgumentParser

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
