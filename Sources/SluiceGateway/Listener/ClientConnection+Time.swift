import NIOCore
import SluicePipeline

/// The deadlines of a connection.
extension ClientConnection {
    /// Sets the deadline of a head or a body that is under way.
    func watchRequest() {
        if !isRequestComplete {
            watchBody()
        } else if exchange == nil, headDeadline == nil, parser.hasBegun {
            let deadline = NIODeadline.now() + loop.core.limits.head
            headDeadline = deadline
            timer?.set(deadline)
        }
    }

    private func watchBody() {
        let overhead = parser.bytesTaken &- bodyBytes
        if overhead > loop.core.limits.headBytes * 2 + bodyBytes * 8 {
            fault(Refusal(.badRequest, "The body's chunks are mostly framing.", closesConnection: true))
            return flush()
        }
        guard exchange?.isCollecting ?? false else { return }
        timer?.set(loop.core.limits.bodyDeadline(since: bodyStart, bytes: bodyBytes))
    }

    func keepAlive(_ silence: SilenceClock) {
        exchange?.keepAlive(silence)
    }

    func expire() {
        let isLate = exchange?.isCollecting ?? (isRequestComplete && parser.hasBegun)
        guard isLate, phase == .open || phase == .closing else { return close() }
        fault(Refusal(.requestTimeout, "The request didn't come in time.", closesConnection: true))
        flush()
    }
}
