import SluicePipeline
import SluiceWire

extension SplitFuzz {
    /// Cuts the bytes: in two at every offset, one by one, and at random.
    package func transport() -> FuzzReport {
        var report = FuzzReport()
        let body = recorded.response.body
        let reference = TransportReference(replay.run(recorded))
        if let fault = untouchedFault(reference.body) {
            report.failures.append(failure(.untouched, .none, fault))
        }
        var generator = SeededGenerator(seed: plan.seed)
        let offsets = plan.chosen(Array(1..<max(1, body.count)), using: &generator)
        trySingleCuts(offsets, reference, fullRunEvery: plan.fullRunEvery, &report)
        var ways = [Array(1..<max(1, body.count))]
        for _ in 0..<plan.randomRuns {
            let step = Int.random(in: 2...400, using: &generator)
            ways.append((0..<body.count).filter { _ in Int.random(in: 0..<step, using: &generator) == 0 })
        }
        for cuts in ways {
            report.trials += 1
            guard let fault = fault(cutting: cuts, reference) else { continue }
            let fewest = shrunk(cuts) { self.fault(cutting: $0, reference) != nil }
            let detail = self.fault(cutting: fewest, reference) ?? fault
            report.failures.append(failure(.sameBytes, .bytes(fewest), detail))
        }
        return report
    }

    /// A stream that no rule changes arrives as it came; one that was cut off is completed.
    func untouchedFault(_ sent: [UInt8]) -> String? {
        guard expectation.isUntouched else { return nil }
        let body = recorded.response.body
        let rest = sent.dropFirst(body.count)
        if sent.starts(with: body), rest.count <= 4, rest.allSatisfy({ $0 == 0x0A || $0 == 0x0D }) {
            return nil
        }
        let same = zip(sent, body).prefix { $0 == $1 }.count
        return "what is sent differs from what came at byte \(same) of \(body.count)"
    }

    func fault(cutting cuts: [Int], _ reference: TransportReference) -> String? {
        let result = replay.run(recorded, cutAt: cuts)
        return reference.fault(in: TransportReference(result))
    }

    /// Cuts in two, each on a fork of a run that takes the events one by one.
    func trySingleCuts(
        _ chosen: [Int], _ reference: TransportReference, fullRunEvery: Int, _ report: inout FuzzReport
    ) {
        let body = recorded.response.body
        var trunk = TransportTrial(replay.response(recorded, exchange), reference)
        var next = 0
        let boundaries = boundaries()
        for (number, bounds) in zip(boundaries, boundaries.dropFirst()).enumerated() {
            let event = bounds.0..<bounds.1
            while next < chosen.count, chosen[next] < event.upperBound {
                let cut = chosen[next]
                next += 1
                guard cut > event.lowerBound else { continue }
                var fork = trunk
                fork.push(body.span.extracting(event.lowerBound..<cut))
                fork.push(body.span.extracting(cut..<event.upperBound))
                follow(&fork, trunk, body, boundaries, from: number + 1, toEnd: next % fullRunEvery == 0)
                report.cuts += 1
                report.trials += 1
                guard let fault = fork.fault else { continue }
                report.failures.append(failure(.sameBytes, .bytes([cut]), fault))
                if report.failures.count >= 20 { return }
            }
            trunk.push(body.span.extracting(event))
        }
        trunk.finish()
        report.trials += 1
        if let fault = trunk.fault {
            report.failures.append(failure(.sameBytes, .events, fault))
        }
    }

    /// Lets a fork go on for two events, and checks that it then has sent what the uncut run has.
    private func follow(
        _ fork: inout TransportTrial, _ trunk: TransportTrial, _ body: [UInt8], _ boundaries: [Int],
        from number: Int,
        toEnd: Bool
    ) {
        var trunk = trunk
        trunk.push(body.span.extracting(boundaries[number - 1]..<boundaries[number]))
        fork.compare(with: trunk)
        for index in boundaries.indices.dropFirst(number + 1).prefix(2) {
            let event = boundaries[index - 1]..<boundaries[index]
            fork.push(body.span.extracting(event))
            trunk.push(body.span.extracting(event))
            fork.compare(with: trunk)
        }
        guard toEnd, fork.fault == nil else { return }
        let rest = min(number + 2, boundaries.count - 1)
        fork.push(body.span.extracting(boundaries[rest]..<body.count))
        fork.finish()
    }

    /// Where the events begin, and the end of the body.
    private func boundaries() -> [Int] {
        var parser = EventStreamParser(framing: framing)
        parser.append(recorded.response.body.span)
        var boundaries = [0]
        while let frame = parser.next() {
            boundaries.append((boundaries.last ?? 0) + frame.raw.count)
        }
        if boundaries.last != recorded.response.body.count { boundaries.append(recorded.response.body.count) }
        return boundaries
    }

    /// The fewest of the cuts that still fail: one, if any one of them does by itself.
    private func shrunk(_ cuts: [Int], _ fails: ([Int]) -> Bool) -> [Int] {
        if let one = cuts.prefix(2000).first(where: { fails([$0]) }) { return [one] }
        var fewest = cuts
        var step = max(1, fewest.count / 2)
        while true {
            var index = 0
            while index < fewest.count {
                var without = fewest
                without.removeSubrange(index..<min(index + step, without.count))
                if fails(without) { fewest = without } else { index += step }
            }
            guard step > 1 else { return fewest }
            step /= 2
        }
    }
}
