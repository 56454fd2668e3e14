import NIOCore

/// One deadline that is moved often and reached seldom.
///
/// Moving it forward only stores a number; the event loop's timer is armed once and, when it fires too early, armed
/// again for the rest.
final class DeadlineTimer {
    private let eventLoop: any EventLoop
    private var onExpiry: (() -> Void)?
    private var deadline: NIODeadline?
    private var armed: (callback: NIOScheduledCallback, at: NIODeadline)?

    /// Makes a timer that isn't running.
    ///
    /// - Parameter onExpiry: Called on the event loop, at most once per deadline; kept until `cancel()`.
    init(_ eventLoop: any EventLoop, onExpiry: @escaping () -> Void) {
        self.eventLoop = eventLoop
        self.onExpiry = onExpiry
    }

    /// Sets the deadline, in place of any other.
    func set(_ deadline: NIODeadline) {
        self.deadline = deadline
        guard let armed else { return arm(deadline) }
        guard deadline < armed.at else { return }
        armed.callback.cancel()
        arm(deadline)
    }

    /// Sets the deadline to so long from now; nil: no deadline.
    func set(after amount: TimeAmount?) {
        guard let amount else { return clear() }
        set(.now() + amount)
    }

    /// Takes the deadline away.
    func clear() {
        deadline = nil
    }

    /// Takes the deadline away for good, and lets go of `onExpiry`.
    func cancel() {
        deadline = nil
        onExpiry = nil
        armed?.callback.cancel()
        armed = nil
    }

    private func arm(_ deadline: NIODeadline) {
        guard
            let callback = try? eventLoop.assumeIsolated().scheduleCallback(
                at: deadline, handler: Firing(timer: self))
        else { return }
        armed = (callback, deadline)
    }

    private func fire() {
        armed = nil
        guard let deadline else { return }
        guard deadline <= .now() else { return arm(deadline) }
        self.deadline = nil
        onExpiry?()
    }

    private struct Firing: NIOScheduledCallbackHandler {
        let timer: DeadlineTimer

        func handleScheduledCallback(eventLoop: some EventLoop) {
            timer.fire()
        }
    }
}
