import SluiceMatching
import SluiceRules
import SluiceWire

/// Measures a rule set, and each of its rules where that is asked for.
package struct BenchRun {
    private let input: BenchInput
    private let plan: BenchPlan
    private let blocks: TextSlices
    private let streams: TextSlices

    /// The bytes of one of the shorter whole texts.
    package static let blockLength = 64 << 10

    package init(input: BenchInput, plan: BenchPlan) {
        self.input = input
        self.plan = plan
        blocks = TextSlices(of: input.text, length: Self.blockLength)
        streams = TextSlices(of: input.text, length: plan.streamLength)
    }

    /// Scans and reports; takes about as long as the plan says.
    package func report() -> BenchReport {
        let active = input.selection.active
        let nanoseconds = plan.seconds * 1_000_000_000 / (plan.perRule ? 2 : 1)
        // Three measures in every round, and the look at the streams, which counts as one more.
        let share = nanoseconds / (3 * plan.rounds + 1)
        let bench = bench(of: input.selection)
        var samples: (blocks: [ScanSample], file: [ScanSample], pieces: [ScanSample]) = ([], [], [])
        for _ in 0..<plan.rounds {
            let sample = bench.whole(blocks.ranges, limit: share)
            samples.blocks.append(sample)
            samples.file.append(
                bench.whole([beginning(for: share, at: sample.megabytesPerSecond)], limit: share))
            samples.pieces.append(bench.pieces(streams.ranges, limit: share))
        }
        let observation = bench.observe(streams.ranges, limit: share)
        let rules = plan.perRule ? active.map { cost(of: $0, nanoseconds: nanoseconds / active.count) } : []
        return BenchReport(
            subject: subject, blocks: ScanMeasure(samples.blocks), file: ScanMeasure(samples.file),
            pieces: ScanMeasure(samples.pieces), streams: observation, rules: rules)
    }

    private var subject: BenchReport.Subject {
        let active = input.selection.active
        return BenchReport.Subject(
            path: input.path, textBytes: input.text.count, target: input.target.rawValue,
            level: TextRules.levels[input.level], deciding: active.count { $0.isDeciding },
            observing: active.count { !$0.isDeciding }, loadSeconds: input.loadSeconds,
            prepareSeconds: input.prepareSeconds, plan: plan)
    }

    private func cost(of rule: ActiveRule, nanoseconds: Int) -> BenchReport.RuleCost {
        let set = input.set
        let selection = set.patterns.select(
            deciding: rule.isDeciding ? [rule.rule] : [], observing: rule.isDeciding ? [] : [rule.rule])
        let bench = ScanBench(selection: selection, text: input.text, pieceLength: plan.pieceLength)
        let share = nanoseconds / (2 * plan.rounds + 1)
        var samples: (blocks: [ScanSample], pieces: [ScanSample]) = ([], [])
        for _ in 0..<plan.rounds {
            samples.blocks.append(bench.whole(blocks.ranges, limit: share))
            samples.pieces.append(bench.pieces(streams.ranges, limit: share))
        }
        return BenchReport.RuleCost(
            id: set.rules[rule.rule].id, whole: ScanMeasure(samples.blocks),
            pieces: ScanMeasure(samples.pieces), streams: bench.observe(streams.ranges, limit: share))
    }

    private func bench(of selection: RuleSelection) -> ScanBench {
        ScanBench(selection: selection.selection, text: input.text, pieceLength: plan.pieceLength)
    }

    /// As much of the text as can be scanned in a time: one text can't be left half way.
    private func beginning(for nanoseconds: Int, at megabytesPerSecond: Double) -> Range<Int> {
        let affordable = Double(nanoseconds) * megabytesPerSecond / 1000
        guard affordable < Double(input.text.count) else { return 0..<input.text.count }
        return
            0..<TextSlices.edge(
                from: min(max(Int(affordable), Self.blockLength), input.text.count), of: input.text)
    }
}
