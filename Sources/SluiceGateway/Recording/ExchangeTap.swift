import NIOCore
import SluicePipeline
import SluiceWire

/// One exchange's line to the tap; it is silent once the exchange has ended.
struct ExchangeTap {
    private let tap: any TrafficTap
    private let id: String
    private let began: NIODeadline
    private var request: TappedFact?
    private var isRunning = false

    /// Nil when nobody wants exchanges.
    init?(_ exchange: ActiveExchange, _ received: RequestHead, body: [UInt8]) {
        let core = exchange.loop.core
        guard let tap = core.tap, tap.isOpen, let route = exchange.route else { return nil }
        self.tap = tap
        id = exchange.id
        began = exchange.began
        request = .request(received, body: body, route: route)
    }

    /// The request is sent up.
    mutating func begin() {
        guard let request else { return }
        self.request = nil
        isRunning = true
        note(request)
    }

    mutating func note(_ fact: TappedFact) {
        guard isRunning else { return }
        switch fact {
        case .ended, .failed, .cancelled: isRunning = false
        case .request, .response, .body: break
        }
        tap.note(fact, of: id, at: NIODeadline.now() - began)
    }

    /// Hands a piece of the answer's body over as a copy.
    mutating func note(_ bytes: Span<UInt8>) {
        guard isRunning else { return }
        var copy: [UInt8] = []
        copy.reserveCapacity(bytes.count)
        bytes.append(to: &copy)
        note(.body(copy))
    }
}
