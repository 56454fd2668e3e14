import NIOCore
import NIOEmbedded
import Testing

@testable import SluiceGateway

/// When the flushes of a connection's streams reach the network.
struct FlushConsolidationTests {
    /// Notes in order what arrives at the network's end of the pipeline.
    private final class Network: ChannelOutboundHandler {
        typealias OutboundIn = ByteBuffer
        var events: [String] = []

        func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
            events.append(String(buffer: unwrapOutboundIn(data)))
            context.write(data, promise: promise)
        }

        func flush(context: ChannelHandlerContext) {
            events.append("flush")
            context.flush()
        }

        func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
            events.append("close")
            context.close(mode: mode, promise: promise)
        }
    }

    private let network = Network()
    private let channel: EmbeddedChannel

    init() throws {
        channel = EmbeddedChannel()
        let queue = FlushQueue(channel.embeddedEventLoop)
        try channel.pipeline.syncOperations.addHandlers([network, FlushConsolidation(queue)])
    }

    private func write(_ text: String) {
        channel.pipeline.syncOperations.write(NIOAny(ByteBuffer(string: text)), promise: nil)
        channel.pipeline.syncOperations.flush()
    }

    @Test func allThatIsFlushedInATurnLeavesAtItsEndByOneFlush() {
        write("a")
        write("b")
        #expect(network.events == ["a", "b"])
        channel.embeddedEventLoop.run()
        #expect(network.events == ["a", "b", "flush"])
        channel.embeddedEventLoop.run()
        #expect(network.events == ["a", "b", "flush"])
    }

    @Test func theNextTurnHasAFlushOfItsOwn() {
        write("a")
        channel.embeddedEventLoop.run()
        write("b")
        channel.embeddedEventLoop.run()
        #expect(network.events == ["a", "flush", "b", "flush"])
    }

    @Test func whatWasFlushedLeavesBeforeAClose() throws {
        write("a")
        _ = try channel.finish()
        #expect(network.events == ["a", "flush", "close"])
    }

    @Test func nothingIsFlushedThatWasOnlyWritten() {
        channel.pipeline.syncOperations.write(NIOAny(ByteBuffer(string: "a")), promise: nil)
        channel.embeddedEventLoop.run()
        #expect(network.events == ["a"])
    }
}
