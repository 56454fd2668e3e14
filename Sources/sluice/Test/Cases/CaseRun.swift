import SluicePipeline
import SluiceRecording
import SluiceRules
import SluiceWire

/// Runs cases under one rule set.
struct CaseRun {
    private let set: RuleSet
    private let splits: SplitMode
    private let files: RuleFiles
    private var sessions: [Int: ReplaySession] = [:]
    private var recordings: [String: Result<RecordingFiles.Item, RecordingFiles.Fault>] = [:]
    /// The rules that hit, with the kinds of text in which they did.
    private(set) var hits: Set<RuleHit> = []

    init(_ set: RuleSet, splits: SplitMode, files: RuleFiles) {
        self.set = set
        self.splits = splits
        self.files = files
    }

    /// What doesn't hold, in how many ways the stream was cut, and what was looked at.
    mutating func run(_ test: TestCase) -> (failures: [Diagnostic], splits: Int, receipt: Receipt?) {
        let diagnostics = Diagnostics()
        guard let item = item(test, diagnostics) else { return (diagnostics.all, 0, nil) }
        let session = session(test.level ?? set.levels.count - 1)
        let outcome = session.outcome(of: item)
        hits.formUnion(outcome.hits)
        compare(test, outcome, session, diagnostics)
        let receipt = outcome.result.receipt
        guard let plan = plan(test), !diagnostics.hasErrors,
            let report = SplitFuzz(item.exchange, through: session.replay, plan: plan)?.run()
        else { return (diagnostics.all, 0, receipt) }
        for failure in report.failures {
            diagnostics.error(
                .caseFailed, "`\(test.name)`: a split changes the result: \(failure)", at: test.node.headSpan)
        }
        return (diagnostics.all, report.cuts, receipt)
    }

    /// What happens to a case's exchange; nil where it can't be run.
    mutating func facts(of test: TestCase) -> CaseFacts? {
        guard let item = item(test, Diagnostics()) else { return nil }
        let session = session(test.level ?? set.levels.count - 1)
        let outcome = session.outcome(of: item)
        return CaseFacts(
            verdict: outcome.verdict, hits: outcome.hits, answer: answer(outcome, session))
    }

    private func plan(_ test: TestCase) -> FuzzPlan? {
        switch splits == .none ? SplitMode.none : test.split ?? splits {
        case .none: nil
        case .quick: FuzzPlan(maximumCuts: 64, randomRuns: 4)
        case .all: FuzzPlan()
        }
    }

    private mutating func session(_ level: Int) -> ReplaySession {
        let session = sessions[level] ?? ReplaySession(set, level: level)
        sessions[level] = session
        return session
    }

    private mutating func item(_ test: TestCase, _ diagnostics: Diagnostics) -> RecordingFiles.Item? {
        switch test.subject {
        case .chat(let scene):
            return RecordingFiles.Item(
                path: test.node.source.path, exchange: scene.exchange(named: test.name), cuts: [], label: nil)
        case .recording(let path, let node):
            let found = recordings[path] ?? read(path)
            recordings[path] = found
            do {
                return try found.get()
            } catch {
                diagnostics.error(.caseFailed, "`\(test.name)`: \(error.line.dropFirst(8))", at: node.span)
                return nil
            }
        }
    }

    private func read(_ path: String) -> Result<RecordingFiles.Item, RecordingFiles.Fault> {
        do throws(RecordingFiles.Fault) {
            guard let item = try RecordingFiles(files: files).read([path]).first else {
                return .failure(.nothing([path]))
            }
            return .success(item)
        } catch {
            return .failure(error)
        }
    }

    private func compare(
        _ test: TestCase, _ outcome: ReplayOutcome, _ session: ReplaySession, _ diagnostics: Diagnostics
    ) {
        let notes = ["hits: \(Self.list(outcome.hits))"]
        func fail(_ problem: String, _ node: ConfigNode, notes: [String] = []) {
            diagnostics.error(.caseFailed, "`\(test.name)`: \(problem)", at: node.span, notes: notes)
        }
        if let expected = test.outcome, expected.value != outcome.verdict {
            fail(
                "expected `\(expected.value.rawValue)`, got `\(outcome.verdict.rawValue)`", expected.node,
                notes: notes)
        }
        for expected in test.hits where !outcome.hits.contains(where: { expected.value.describes($0) }) {
            fail("expected a hit of \(expected.value)", expected.node, notes: notes)
        }
        for expected in test.noHits {
            let found = outcome.hits.filter { Glob.matches(expected.value, $0.rule) }
            if !found.isEmpty { fail("expected no hit of \(expected.value)", expected.node, notes: notes) }
        }
        guard !test.contains.isEmpty || !test.lacks.isEmpty || test.finish != nil else { return }
        let answer = answer(outcome, session)
        for expected in test.contains where !answer.holds(expected.value) {
            fail("the delivered answer doesn't hold this text", expected.node, notes: notes)
        }
        for expected in test.lacks where answer.holds(expected.value) {
            fail("the delivered answer holds this text", expected.node, notes: notes)
        }
        if let expected = test.finish, expected.value != answer.finish {
            fail("expected the end `\(expected.value)`, got `\(answer.finish ?? "none")`", expected.node)
        }
    }

    private func answer(_ outcome: ReplayOutcome, _ session: ReplaySession) -> DeliveredAnswer {
        let recorded = outcome.item.exchange
        let exchange =
            switch session.replay.request(recorded) {
            case .answered(_, let exchange), .forwarded(let exchange): exchange
            }
        let framing = outcome.result.forwarded == nil ? nil : recorded.framing(in: exchange.dialect)
        return DeliveredAnswer(
            outcome.result.body, status: outcome.result.status, framing, dialect: exchange.dialect)
    }

    private static func list(_ hits: [RuleHit]) -> String {
        let texts = hits.prefix(8).map { hit in
            "\(hit.rule) (\(hit.target), \(hit.isShadow ? "in shadow, would " : "")\(hit.action))"
        }
        let rest = hits.count - texts.count
        return texts.isEmpty ? "none" : texts.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
    }
}

extension TestCase.Hit: CustomStringConvertible {
    func describes(_ hit: RuleHit) -> Bool {
        Glob.matches(rule, hit.rule) && target.map { $0 == hit.target } ?? true
            && action.map { $0 == hit.action } ?? true && isShadow.map { $0 == hit.isShadow } ?? true
    }

    package var description: String {
        ([rule, target, action].compactMap { $0 } + (isShadow == true ? ["in shadow"] : [])).joined(
            separator: ", ")
    }
}
