extension RuleSet {
    /// Loads files and folders as one set.
    ///
    /// In a folder every `*.rules.yaml` is read, at any depth, in the order of the paths. Word lists are found relative
    /// to the rule file that names them. Every fault of every file is reported; a set with a fault doesn't load.
    ///
    /// - Parameters:
    ///   - levels: The names of the moderation levels, lowest first.
    ///   - now: The day, for exceptions that run out; nil: none has run out.
    ///   - runExamples: Whether every example has to hold, as whole texts; `RuleCheck` also runs them at every split.
    /// - Returns: The set, or nil when this load reported an error.
    package static func load(
        _ paths: [String], levels: [String] = ["low", "medium", "high"], now: Day? = nil,
        runExamples: Bool = true,
        files: RuleFiles = .disk, _ diagnostics: Diagnostics
    ) -> RuleSet? {
        let errors = diagnostics.errorCount
        var loader = RuleSetLoader(levels: levels, files: files, now: now, diagnostics: diagnostics)
        for path in paths { loader.add(path) }
        let set = loader.compile()
        if runExamples, let set {
            RuleCheck(set: set, splits: .whole).proveExamples(diagnostics)
        }
        return diagnostics.errorCount == errors ? set : nil
    }
}
