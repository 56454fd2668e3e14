import NIOCore
import NIOHTTP1

/// NIOHTTP1's response parser, told of requests directly instead of by parts written through the pipeline, so that a
/// request leaves as one buffer of our own.
final class ResponseDecoder: ByteToMessageDecoder {
    typealias InboundOut = HTTPClientResponsePart

    private static let headRequest = HTTPClientRequestPart.head(
        HTTPRequestHead(version: .http1_1, method: .HEAD, uri: "/"))
    private static let otherRequest = HTTPClientRequestPart.head(
        HTTPRequestHead(version: .http1_1, method: .POST, uri: "/"))

    private let parser: HTTPResponseDecoder
    /// Whether a byte came since the last request was announced.
    private(set) var hasReceived = false

    init(limits: NIOHTTPDecoderLimitConfiguration) {
        parser = HTTPResponseDecoder(
            leftOverBytesStrategy: .dropBytes, informationalResponseStrategy: .forward,
            limitConfiguration: limits)
    }

    /// Announces a request: the answer to a HEAD request has no body, whatever its fields say.
    func expectResponse(toHead: Bool) {
        hasReceived = false
        parser.write(data: toHead ? Self.headRequest : Self.otherRequest)
    }

    func decoderAdded(context: ChannelHandlerContext) {
        parser.decoderAdded(context: context)
    }

    func decoderRemoved(context: ChannelHandlerContext) {
        parser.decoderRemoved(context: context)
    }

    func decode(context: ChannelHandlerContext, buffer: inout ByteBuffer) throws -> DecodingState {
        hasReceived = true
        return try parser.decode(context: context, buffer: &buffer)
    }

    func decodeLast(
        context: ChannelHandlerContext, buffer: inout ByteBuffer, seenEOF: Bool
    ) throws -> DecodingState {
        if buffer.readableBytes > 0 { hasReceived = true }
        return try parser.decodeLast(context: context, buffer: &buffer, seenEOF: seenEOF)
    }
}
