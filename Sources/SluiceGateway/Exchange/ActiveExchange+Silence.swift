import NIOCore
import SluicePipeline

extension ActiveExchange {
    /// Sends the dialect's event without meaning, if nothing has been written to the stream for as long as its chain
    /// says.
    ///
    /// A client that doesn't take what is there already gets none. For the upstream nothing changes: its own silence
    /// goes on.
    func keepAlive(_ silence: SilenceClock) {
        guard phase == .relaying, let interval = chain.keepalive,
            silence.hasPassed(TimeAmount(interval), sinceTick: writtenAtTick), connection.isWritable,
            relay?.keepAlive() ?? false
        else { return }
        deliver()
        // At the tick itself, not at some time behind it.
        writtenAtTick = silence.now - 1
    }
}
