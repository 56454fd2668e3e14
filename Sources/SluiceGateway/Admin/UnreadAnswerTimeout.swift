import NIOCore

/// Ends a connection of the admin port whose peer leaves an answer unread for too long.
final class UnreadAnswerTimeout: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = NIOAny

    private let patience: TimeAmount
    private var timer: DeadlineTimer?

    init(patience: TimeAmount) {
        self.patience = patience
    }

    func handlerAdded(context: ChannelHandlerContext) {
        let channel = NIOLoopBound(context.channel, eventLoop: context.eventLoop)
        timer = DeadlineTimer(context.eventLoop) { channel.value.close(promise: nil) }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        timer?.cancel()
        timer = nil
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        timer?.set(after: context.channel.isWritable ? nil : patience)
        context.fireChannelWritabilityChanged()
    }
}
