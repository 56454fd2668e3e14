import SluicePipeline
import SluiceRules
import SluiceWire

/// One run of a stream in events, held against what is expected of it.
///
/// A value: a copy is a fork, which goes on from here by itself.
struct DeltaTrial: Sendable {
    private(set) var run: ReplayRun
    private(set) var reader: DeliveryReader
    private(set) var hold: HoldMeter
    private var sent: [UInt8] = []

    init(
        _ run: ReplayRun, _ dialect: any Dialect, _ framing: StreamFraming, _ expectation: Expectation,
        _ rules: RuleView
    ) {
        self.run = run
        reader = DeliveryReader(dialect, framing, expecting: expectation.delivered)
        hold = HoldMeter(rules: rules)
    }

    /// Whether more of the stream is wanted.
    var isOpen: Bool { run.state == .open }

    mutating func push(_ event: StreamEvent) {
        guard isOpen else { return }
        hold.take(event)
        run.push(event.bytes.span, into: &sent)
        deliver()
        if isOpen { hold.release(through: reader.events) }
    }

    mutating func finish() {
        run.finish(into: &sent)
        deliver()
    }

    private mutating func deliver() {
        guard let status = run.head?.head.status, status < 400 else { return }
        reader.append(sent)
        sent.removeAll(keepingCapacity: true)
    }

    /// What is broken so far.
    var fault: (invariant: FuzzInvariant, detail: String)? {
        reader.fault ?? hold.fault.map { (.boundedHold, $0) }
    }

    /// What is broken at the end.
    func verdict(
        _ expectation: Expectation, grammar recorded: StreamGrammar
    ) -> (invariant: FuzzInvariant, detail: String)? {
        guard run.state == .complete else { return (.validProtocol, "the answer was broken off") }
        let isRefused = (run.head?.head.status ?? 0) >= 400
        guard isRefused == expectation.isRefused else {
            return (.sameAsWhole, isRefused ? "the answer was refused" : "the answer was not refused")
        }
        let hits = HitRecord.response(run.findings)
        guard hits == expectation.findings else {
            return (.sameHits, "\(hits) in place of \(expectation.findings)")
        }
        guard !isRefused else { return nil }
        var reader = reader
        reader.finish()
        if let fault = reader.fault ?? fault { return fault }
        guard recorded.fault == nil else { return nil }
        if let fault = reader.grammar.fault { return (.validProtocol, fault) }
        guard reader.grammar.isComplete || !recorded.isComplete && expectation.block == nil else {
            return (.validProtocol, "the stream has no proper end")
        }
        return nil
    }
}
