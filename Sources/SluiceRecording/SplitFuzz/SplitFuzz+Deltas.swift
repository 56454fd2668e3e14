import SluicePipeline
import SluiceWire

extension SplitFuzz {
    /// Spreads the texts: cut in two at every code point, one code point per event, as few events as possible, and
    /// at random.
    package func deltas() -> FuzzReport {
        var report = FuzzReport()
        let respread = respread
        let grammar = recordedGrammar()
        report.trials += 1
        if let fault = fault(of: respread.events, grammar) {
            report.failures.append(failure(fault.invariant, .none, fault.detail))
            return report
        }
        trySingleCuts(respread, grammar, &report)
        for (cut, events) in [(FuzzCut.finest, respread.finest()), (.coarsest, respread.coarsest())] {
            report.trials += 1
            guard let fault = fault(of: events, grammar) else { continue }
            report.failures.append(failure(fault.invariant, cut, fault.detail))
        }
        tryRandomSpreads(respread, grammar, &report)
        return report
    }

    /// The stream taken apart.
    var respread: Respread {
        Respread(
            recorded.response.body, framing, dialect: exchange.dialect, blockedIn: expectation.block?.event)
    }

    func recordedGrammar() -> StreamGrammar {
        var reader = DeliveryReader(exchange.dialect, framing, expecting: [:])
        reader.append(recorded.response.body)
        return reader.grammar
    }

    private func trial() -> DeltaTrial {
        DeltaTrial(
            replay.response(recorded, exchange), exchange.dialect, framing, expectation, exchange.rules)
    }

    /// What is broken when the stream comes as these events.
    func fault(
        of events: [StreamEvent], _ grammar: StreamGrammar
    ) -> (invariant: FuzzInvariant, detail: String)? {
        var trial = trial()
        for event in events where trial.isOpen { trial.push(event) }
        if trial.isOpen { trial.finish() }
        return trial.verdict(expectation, grammar: grammar)
    }

    private func trySingleCuts(_ respread: Respread, _ grammar: StreamGrammar, _ report: inout FuzzReport) {
        let trunk = trunk(respread)
        var cuts: [(event: Int, codePoint: Int)] = []
        for (index, event) in respread.events.enumerated() {
            for codePoint in event.delta?.edges.indices ?? 0..<0 { cuts.append((index, codePoint)) }
        }
        var generator = SeededGenerator(seed: plan.seed)
        let chosen = plan.chosen(Array(cuts.indices), using: &generator)
        for (number, index) in chosen.enumerated() {
            let cut = cuts[index]
            guard cut.event < trunk.count else { break }
            report.cuts += 1
            report.trials += 1
            let toEnd = number % plan.fullRunEvery == 0
            guard let fault = fault(cutting: cut, respread.events, trunk, grammar, toEnd: toEnd) else {
                continue
            }
            let place = FuzzCut.text(event: cut.event, codePoint: cut.codePoint)
            report.failures.append(failure(fault.invariant, place, fault.detail))
            if report.failures.count >= 20 { return }
        }
    }

    /// The uncut run before each event, as long as more of the stream is wanted.
    func trunk(_ respread: Respread) -> [DeltaTrial] {
        var trial = trial()
        var trunk: [DeltaTrial] = []
        for event in respread.events {
            guard trial.isOpen else { break }
            trunk.append(trial)
            trial.push(event)
        }
        if trial.isOpen { trunk.append(trial) }
        return trunk
    }

    /// What is broken when one event is cut in two; the fork is followed until it agrees with the uncut run.
    func fault(
        cutting cut: (event: Int, codePoint: Int), _ events: [StreamEvent], _ trunk: [DeltaTrial],
        _ grammar: StreamGrammar, toEnd: Bool
    ) -> (invariant: FuzzInvariant, detail: String)? {
        var fork = trunk[cut.event]
        let pieces = events[cut.event].split(at: [cut.codePoint])
        for piece in pieces { fork.push(piece) }
        for index in events.indices.dropFirst(cut.event + 1) {
            if let fault = fork.fault { return fault }
            guard fork.isOpen else { break }
            if !toEnd, index < trunk.count, fork.agrees(with: trunk[index], extraEvents: pieces.count - 1) {
                return nil
            }
            fork.push(events[index])
        }
        if fork.isOpen { fork.finish() }
        return fork.verdict(expectation, grammar: grammar)
    }

    private func tryRandomSpreads(_ respread: Respread, _ grammar: StreamGrammar, _ report: inout FuzzReport)
    {
        var generator = SeededGenerator(seed: plan.seed)
        for _ in 0..<plan.randomRuns {
            var spread = respread.randomSpread(using: &generator)
            report.trials += 1
            guard fault(of: respread.events(spread: spread), grammar) != nil else { continue }
            shrink(&spread) { self.fault(of: respread.events(spread: $0), grammar) != nil }
            guard let fault = fault(of: respread.events(spread: spread), grammar) else { continue }
            let runs = spread.enumerated().compactMap { number, spread -> FuzzCut.Run? in
                if case .cut(let cuts) = spread { return FuzzCut.Run(number: number, codePoints: cuts) }
                return nil
            }
            report.failures.append(failure(fault.invariant, .runs(runs), fault.detail))
        }
    }

    /// Takes back as much of a spread as can be without losing the failure.
    private func shrink(_ spread: inout [Respread.Spread], _ fails: ([Respread.Spread]) -> Bool) {
        for index in spread.indices {
            var simpler = spread
            simpler[index] = .recorded
            if fails(simpler) { spread = simpler }
        }
        for index in spread.indices {
            guard case .cut(var cuts) = spread[index] else { continue }
            for position in cuts.indices.reversed() {
                var simpler = spread
                var fewer = cuts
                fewer.remove(at: position)
                simpler[index] = .cut(fewer)
                if fails(simpler) { (spread, cuts) = (simpler, fewer) }
            }
        }
    }
}

extension DeltaTrial {
    /// Whether two runs, one of them with more events for the same text, have delivered and found the same.
    func agrees(with other: DeltaTrial, extraEvents: Int) -> Bool {
        reader.events == other.reader.events + extraEvents && reader.positions == other.reader.positions
            && HitRecord.response(run.findings) == HitRecord.response(other.run.findings)
    }
}
