import NIOCore

/// Passes the flushes of a connection's streams on as one, when the loop's queue lets it send.
///
/// Why it exists: each flush makes a TLS record and a system call, a good quarter of what an event of a stream costs
/// here; streams of one connection often get their events in one turn. Why it is safe: nothing waits for more to come, only
/// for what the turn has already begun, and what is written is bounded by the channel's writability as before.
final class FlushConsolidation: ChannelOutboundHandler, Flushing {
    typealias OutboundIn = Never

    private let queue: FlushQueue
    private var context: ChannelHandlerContext?
    private var isPending = false

    init(_ queue: FlushQueue) {
        self.queue = queue
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
    }

    func flush(context: ChannelHandlerContext) {
        guard !isPending else { return }
        isPending = true
        queue.add(self)
    }

    /// What was flushed before leaves before the end.
    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        flushNow()
        context.close(mode: mode, promise: promise)
    }

    func flushNow() {
        guard isPending else { return }
        isPending = false
        context?.flush()
    }
}
