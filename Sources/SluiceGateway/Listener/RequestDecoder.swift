import NIOCore
import NIOHTTP1

/// NIOHTTP1's request parser with the counters that a strict listener needs.
///
/// It counts the bytes that came, so that a head that dribbles in can be timed and chunk extensions, which the parser
/// drops without a limit of its own, can be bounded.
final class RequestDecoder: ByteToMessageDecoder {
    typealias InboundOut = HTTPServerRequestPart

    private let parser: HTTPRequestDecoder
    private var bytesLeftOver = 0
    /// The bytes that came on this connection.
    private(set) var bytesReceived = 0

    init(limits: NIOHTTPDecoderLimitConfiguration) {
        parser = HTTPRequestDecoder(leftOverBytesStrategy: .dropBytes, limitConfiguration: limits)
    }

    func decoderAdded(context: ChannelHandlerContext) {
        parser.decoderAdded(context: context)
    }

    func decoderRemoved(context: ChannelHandlerContext) {
        parser.decoderRemoved(context: context)
    }

    func decode(context: ChannelHandlerContext, buffer: inout ByteBuffer) throws -> DecodingState {
        bytesReceived &+= buffer.readableBytes - bytesLeftOver
        defer { bytesLeftOver = buffer.readableBytes }
        return try parser.decode(context: context, buffer: &buffer)
    }

    func decodeLast(
        context: ChannelHandlerContext, buffer: inout ByteBuffer, seenEOF: Bool
    ) throws -> DecodingState {
        bytesReceived &+= buffer.readableBytes - bytesLeftOver
        defer { bytesLeftOver = buffer.readableBytes }
        return try parser.decodeLast(context: context, buffer: &buffer, seenEOF: seenEOF)
    }
}
