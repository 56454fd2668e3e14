import SluicePipeline
package import SluiceRules

/// One check of rule files: what was found, and what that means for the exit code.
package struct CheckRun {
    /// Every complaint, by file and line.
    package let diagnostics: [Diagnostic]
    /// What was looked at; nil when the files don't load.
    package let report: CheckReport?
    /// How long it took.
    package let duration: Duration
    /// Processor time, in seconds, in which the files were read and their patterns compiled.
    package let loadSeconds: Double
    private let set: RuleSet?
    /// What the rules hit in a corpus; nil when none was named, or the files don't load.
    package private(set) var corpus: CorpusCount?

    /// Loads the files, runs their examples and, unless told otherwise, looks for expensive texts.
    package init(paths: [String], costSearch: RuleCheck.CostSearch = .brief, files: RuleFiles = .disk) {
        let diagnostics = Diagnostics()
        var report: CheckReport?
        var loaded: RuleSet?
        var loadSeconds = 0.0
        duration = ContinuousClock().measure {
            let begin = ProcessorTime.ofThread
            let set = RuleSet.load(
                paths, now: Day(number: Moment.now.day), runExamples: false, files: files, diagnostics)
            loadSeconds = ProcessorTime.ofThread.seconds(since: begin)
            loaded = set
            report = set.map { RuleCheck(set: $0, costSearch: costSearch).report(diagnostics) }
        }
        self.loadSeconds = loadSeconds
        self.report = report
        set = loaded
        self.diagnostics = diagnostics.sorted
    }

    /// Searches the texts of files that the rules should leave alone, if the rules load.
    mutating func count(corpora: [String]) throws(TextLinesFault) {
        guard let set, !corpora.isEmpty else { return }
        var count = CorpusCount(set)
        for file in corpora { try count.take(file: file) }
        corpus = count
    }

    /// `badInput` when the files don't load, `findings` when an example doesn't hold.
    package var status: ExitStatus {
        guard report != nil else { return .badInput }
        return errorCount == 0 ? .fine : .findings
    }

    /// How many complaints are errors.
    package var errorCount: Int { diagnostics.count { $0.severity == .error } }
    /// How many are warnings.
    package var warningCount: Int { diagnostics.count { $0.severity == .warning } }

    /// The number of errors that point into a file.
    func errorCount(in file: String) -> Int {
        diagnostics.count { $0.severity == .error && $0.location?.file == file }
    }
}
