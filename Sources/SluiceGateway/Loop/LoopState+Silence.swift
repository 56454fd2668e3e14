import NIOCore

/// The one timer by which the streams of a loop are kept alive.
extension LoopState {
    /// An answer is under way: the timer runs until none is.
    func watchSilence() {
        guard let silence, !isTicking else { return }
        isTicking = true
        ticker?.set(after: silence.tick)
    }

    /// The timer has fired: streams that have been silent for long enough are kept alive.
    func didTick() {
        isTicking = false
        silence?.advance()
        guard let silence, tally.activeStreams > 0 else { return }
        for connection in connections.values { connection.keepAlive(silence) }
        watchSilence()
    }
}
