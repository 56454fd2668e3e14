import SluicePipeline

extension SplitFuzz {
    /// Tries one way of cutting again.
    ///
    /// - Returns: Nil when the stream has no such place.
    package func run(_ cut: FuzzCut) -> FuzzReport? {
        var report: FuzzReport
        switch cut {
        case .none: report = uncut()
        case .events, .bytes:
            guard let tried = transport(cut) else { return nil }
            report = tried
        case .text, .finest, .coarsest, .runs:
            guard let tried = deltas(cut) else { return nil }
            report = tried
        }
        report.streams = 1
        report.bytes = recorded.response.body.count
        return report
    }

    private func uncut() -> FuzzReport {
        var report = wholeAnswer()
        report.trials += 2
        if let fault = untouchedFault(replay.run(recorded).body) {
            report.failures.append(failure(.untouched, .none, fault))
        }
        if let fault = fault(of: respread.events, recordedGrammar()) {
            report.failures.append(failure(fault.invariant, .none, fault.detail))
        }
        return report
    }

    private func transport(_ cut: FuzzCut) -> FuzzReport? {
        var offsets: [Int] = []
        if case .bytes(let cuts) = cut { offsets = cuts }
        let end = recorded.response.body.count
        guard offsets.allSatisfy({ $0 > 0 && $0 < end }) else { return nil }
        var report = FuzzReport()
        let reference = TransportReference(replay.run(recorded))
        if offsets.count < 2 { trySingleCuts(offsets, reference, fullRunEvery: 1, &report) }
        guard report.failures.isEmpty, !offsets.isEmpty else { return report }
        report.cuts = offsets.count
        report.trials += 1
        if let fault = fault(cutting: offsets, reference) {
            report.failures.append(failure(.sameBytes, cut, fault))
        }
        return report
    }

    private func deltas(_ cut: FuzzCut) -> FuzzReport? {
        let respread = respread
        let grammar = recordedGrammar()
        let found: (invariant: FuzzInvariant, detail: String)?
        switch cut {
        case .finest: found = fault(of: respread.finest(), grammar)
        case .coarsest: found = fault(of: respread.coarsest(), grammar)
        case .runs(let runs):
            guard let spread = respread.spread(runs) else { return nil }
            found = fault(of: respread.events(spread: spread), grammar)
        case .text(let event, let codePoint):
            let trunk = trunk(respread)
            guard trunk.indices.contains(event), respread.events.indices.contains(event),
                respread.events[event].delta?.edges.indices.contains(codePoint) == true
            else { return nil }
            found = fault(cutting: (event, codePoint), respread.events, trunk, grammar, toEnd: true)
        case .none, .events, .bytes: return nil
        }
        var report = FuzzReport()
        report.trials = 1
        report.cuts = 1
        if let found { report.failures.append(failure(found.invariant, cut, found.detail)) }
        return report
    }
}
