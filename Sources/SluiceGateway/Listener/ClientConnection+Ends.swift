import Glibc
import NIOCore
import NIOPosix
import SluicePipeline

/// How a connection, or what is wrong on it, comes to its end.
extension ClientConnection {
    /// The request that is under way can't be continued: it is answered, and the connection ends.
    func fault(_ refusal: Refusal) {
        if let exchange {
            exchange.refuseRequest(refusal)
        } else if isRequestComplete {
            isRequestComplete = false
            refuse(refusal)
        } else {
            close(lingers: true)
        }
    }

    /// The last answer is written: closes the connection once it has left.
    ///
    /// - Parameter lingers: The client may still be sending. Closing at once would make its kernel throw away the
    ///   answer (RFC 9112, section 9.6), so the rest is read for a moment.
    func close(lingers: Bool) {
        guard let context, phase != .lingering, phase != .closed else { return }
        phase = .lingering
        timer?.set(after: loop.core.limits.linger)
        flushNow()
        let promise = context.eventLoop.makePromise(of: Void.self)
        context.close(mode: .output, promise: promise)
        promise.futureResult.assumeIsolated().whenComplete { [weak self] _ in
            guard let self, self.phase == .lingering else { return }
            if lingers {
                self.releaseRead()
            } else {
                self.close()
            }
        }
    }

    /// Closes the connection now, behind what was written.
    func close() {
        flushNow()
        context?.close(promise: nil)
    }

    /// The answer breaks off; where the end of the connection would look like the end of the body, it is reset.
    func breakOff() {
        phase = .closing
        flushNow()
        guard endsByClose, let context else { return close(lingers: false) }
        let socket = context.channel as? any SocketOptionProvider
        _ = socket?.setSoLinger(linger(l_onoff: 1, l_linger: 0))
        close()
    }

    func closeBehindAnswer() {
        if phase == .open { phase = .closing }
    }

    /// Nothing to say: the connection ends behind the next answer.
    func drain() {}

    /// The drain time is over.
    func endForShutdown() {
        guard let exchange else { return close() }
        closeBehindAnswer()
        exchange.endForShutdown()
        flush()
    }
}
