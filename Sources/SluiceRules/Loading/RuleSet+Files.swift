extension RuleSet {
    /// The rule files that paths name: files, and every `*.rules.yaml` of folders, by path.
    package static func ruleFiles(
        _ paths: [String], files: RuleFiles, _ diagnostics: Diagnostics
    ) -> [String] {
        paths.flatMap { path -> [String] in
            switch files.kind(path) {
            case .file: return [path]
            case .folder:
                let found = RuleFinder(files: files).ruleFiles(in: path)
                if found.isEmpty { diagnostics.error(.unreadable, "no *.rules.yaml in `\(path)`") }
                return found
            case nil:
                diagnostics.error(.unreadable, "`\(path)` is not there")
                return []
            }
        }
    }
}
