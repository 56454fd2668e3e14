import NIOCore
import SluicePipeline
import SluiceRules
import SluiceWire

/// One exchange's line to the tap; it is silent once the exchange has ended.
///
/// What is seen is handed over many pieces at a time, since every handing over costs a lock and perhaps a wake-up.
struct ExchangeTap {
    /// So many bytes of an answer wait before they are handed over.
    private static let waitingBytes = 32 << 10

    private enum Phase {
        /// The request isn't sent up yet.
        case waiting(TappedRequest)
        /// The answer is on its way.
        case running
        /// Nothing more of the answer counts.
        case answered
        case over
    }

    private let tap: any TrafficTap
    private let id: String
    private let began: NIODeadline
    private var phase: Phase
    private var waiting: [TappedEvent] = []
    private var pieces = TappedPieces()

    /// Nil when nobody wants exchanges.
    init?(_ exchange: ActiveExchange) {
        let core = exchange.loop.core
        guard let tap = core.tap, tap.isOpen, let route = exchange.route, let judged = exchange.exchange
        else { return nil }
        self.tap = tap
        id = exchange.id
        began = exchange.began
        var tapped = TappedRequest(
            head: judged.received, body: judged.body, route: route, dialect: judged.dialect.name)
        tapped.client = judged.client?.name
        tapped.keyTags = judged.client?.terms.tags ?? []
        phase = .waiting(tapped)
    }

    /// The request is sent up.
    mutating func begin() {
        guard case .waiting(let request) = phase else { return }
        phase = .running
        note(.request(request))
    }

    /// The exchange is over.
    mutating func conclude(_ outcome: ExchangeOutcome, _ findings: [Finding], _ rules: RuleSet?) {
        note(.cancelled)
        guard case .answered = phase else { return }
        phase = .over
        let hits = rules.map { rules in findings.compactMap { RuleHit($0, of: rules) } } ?? []
        let conclusion = TappedConclusion(outcome: outcome, hits: hits, rules: rules?.digest)
        takePieces()
        waiting.append(TappedEvent(.concluded(conclusion), at: NIODeadline.now() - began))
        handOver()
    }

    mutating func note(_ fact: TappedFact) {
        guard case .running = phase else { return }
        switch fact {
        case .ended, .failed, .cancelled: phase = .answered
        case .request, .response, .body, .concluded: break
        }
        takePieces()
        waiting.append(TappedEvent(fact, at: NIODeadline.now() - began))
    }

    /// Keeps a copy of a piece of the answer's body.
    mutating func note(_ bytes: Span<UInt8>) {
        guard case .running = phase else { return }
        pieces.append(bytes, at: NIODeadline.now() - began)
        guard pieces.count >= Self.waitingBytes else { return }
        takePieces()
        handOver()
    }

    private mutating func takePieces() {
        guard let time = pieces.time else { return }
        waiting.append(TappedEvent(.body(pieces), at: time))
        pieces = TappedPieces()
    }

    private mutating func handOver() {
        tap.note(waiting, of: id)
        waiting.removeAll()
    }
}
