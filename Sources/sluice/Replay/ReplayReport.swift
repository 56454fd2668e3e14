import SluicePipeline
package import SluiceRecording
import SluiceRules

/// What became of a list of recordings.
package struct ReplayReport {
    package let outcomes: [ReplayOutcome]
    /// What cutting found, one for each outcome; empty where nothing was cut.
    package let fuzz: [FuzzReport]
    /// How long it took.
    package let duration: Duration
    private let arguments: [String]

    /// Runs everything.
    ///
    /// - Parameters:
    ///   - cuts: How streams are cut beside the recorded way.
    ///   - arguments: The options of the command line that name the rules, for commands that repeat a failure.
    package init(
        _ session: ReplaySession, _ items: [RecordingFiles.Item], cuts: ReplayCuts, arguments: [String] = []
    ) {
        self.arguments = arguments
        var outcomes: [ReplayOutcome] = []
        var fuzz: [FuzzReport] = []
        var progress = Progress(items.count, "exchanges")
        duration = ContinuousClock().measure {
            for item in items {
                defer { progress.step() }
                outcomes.append(session.outcome(of: item))
                guard let report = cuts.report(item.exchange, through: session.replay) else { continue }
                fuzz.append(report)
            }
        }
        progress.finish()
        self.outcomes = outcomes
        self.fuzz = fuzz
    }

    /// How many splits changed a result.
    package var failureCount: Int { fuzz.reduce(0) { $0 + $1.failures.count } }

    /// Whether no stream was cut where one was to be.
    package var isUncut: Bool { fuzz.allSatisfy { $0.trials == 0 } }

    /// The command that tries a failure again.
    package func command(for failure: FuzzFailure) -> String {
        (["sluice", "replay"] + arguments + ["--cut", failure.cut.description, failure.exchange])
            .map(ShellWord.quoted).joined(separator: " ")
    }

    /// The report in a form.
    ///
    /// - Parameter hasReceipts: Whether a person reads what was looked at of each exchange; machines always do.
    package func report(_ format: TestFormat, _ style: Style, hasReceipts: Bool = false) -> String {
        switch format {
        case .human: text(style, hasReceipts: hasReceipts)
        case .json: json.description + "\n"
        case .junit: tests.junit
        case .tap: tests.tap
        case .github: DiagnosticReport(diagnostics).github
        case .sarif: DiagnosticReport(diagnostics).sarif.description + "\n"
        }
    }

    /// What cutting found, each at the recording that it is about.
    private var diagnostics: [Diagnostic] {
        outcomes.indices.flatMap { index in
            failures(index).map { failure in
                var diagnostic = Diagnostic(
                    .error, .splitChanged,
                    "a split changes the result: \(failure.invariant.rawValue), cut \(failure.cut): \(failure.detail)",
                    help: "`\(command(for: failure))` tries it again")
                diagnostic.location = SourceLocation(file: outcomes[index].item.path, line: 1, column: 1)
                return diagnostic
            }
        }
    }

    private func failures(_ index: Int) -> [FuzzFailure] {
        fuzz.indices.contains(index) ? fuzz[index].failures : []
    }

    private func text(_ style: Style, hasReceipts: Bool) -> String {
        var table = Table([.left, .left, .left])
        for (index, outcome) in outcomes.enumerated() {
            let mark: Style.Mark = outcome.verdict == .passed ? .good : .notable
            let failed =
                failures(index).isEmpty ? "" : style(.bad, "  " + Count.of(failures(index).count, "failure"))
            table.append([
                PlainLine.of(outcome.item.exchange.name), style(mark, outcome.verdict.rawValue),
                hits(outcome) + failed,
            ])
        }
        let broken = outcomes.indices.flatMap(failures).flatMap { failure in
            [style(.bad, failure.description), "  again: " + command(for: failure)]
        }
        var lines = table.lines
        if hasReceipts {
            lines = zip(lines, outcomes).flatMap { [$0, PlainLine.of("  " + $1.result.receipt.line)] }
        }
        return (lines + broken + [sum]).joined(separator: "\n") + "\n"
    }

    private func hits(_ outcome: ReplayOutcome) -> String {
        var counts: [(text: String, count: Int)] = []
        for hit in outcome.hits {
            let text = "\(hit.rule) \(hit.isShadow ? "shadow" : hit.action) \(hit.target)"
            if let index = counts.firstIndex(where: { $0.text == text }) {
                counts[index].count += 1
            } else {
                counts.append((text, 1))
            }
        }
        // Where no rule says why nothing was forwarded, the code of the refusal does.
        let refusal =
            outcome.hits.contains { $0.action == Action.block.rawValue } ? nil : outcome.result.refusal
        let refused = refusal.map { ["refused: \($0.rawValue)"] } ?? []
        return
            (refused + counts.map { $0.count == 1 ? $0.text : "\($0.text) x\($0.count)" })
            .joined(separator: ", ")
    }

    private var sum: String {
        let verdicts = ReplayOutcome.Verdict.allCases.map { verdict in
            "\(outcomes.count { $0.verdict == verdict }) \(verdict.rawValue)"
        }
        var parts = [Count.of(outcomes.count, "exchange") + ": " + verdicts.joined(separator: ", ")]
        if !fuzz.isEmpty {
            parts.append(Count.of(fuzz.reduce(0) { $0 + $1.cuts }, "cut"))
            parts.append(Count.of(failureCount, "failure"))
        }
        return (parts + ["\(Count.grouped(duration.milliseconds)) ms"]).joined(separator: ", ")
    }

    private var tests: TestReport {
        let cases = outcomes.indices.map { index in
            TestReport.Case(
                name: outcomes[index].item.exchange.name, group: "replay", file: outcomes[index].item.path,
                failures: failures(index).map {
                    TestReport.Failure(
                        place: outcomes[index].item.path, message: $0.invariant.rawValue,
                        detail: $0.description + "\nagain: " + command(for: $0))
                })
        }
        return TestReport(cases: cases, errors: [])
    }
}
