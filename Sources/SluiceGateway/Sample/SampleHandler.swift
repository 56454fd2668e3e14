import NIOCore
import NIOHTTP1

/// One connection to the sample provider.
final class SampleHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private static let bodyLimitBytes = 64 * 1024 * 1024
    private var head: HTTPRequestHead?
    private var body: [UInt8] = []
    private var keepsAlive = true

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            self.head = head
            body = []
        case .body(let bytes):
            guard body.count + bytes.readableBytes <= Self.bodyLimitBytes else {
                return context.close(promise: nil)
            }
            body.append(contentsOf: bytes.readableBytesView)
        case .end:
            guard let head else { return }
            answer(head, context)
        }
    }

    private func answer(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        let parts = head.uri.split(separator: "?", maxSplits: 1).map(String.init)
        let answer = Self.answer(
            method: head.method, path: parts.first ?? "/", query: parts.count > 1 ? parts[1] : nil, body: body
        )
        body = []
        keepsAlive = head.isKeepAlive
        var fields = HTTPHeaders([
            ("content-type", answer.isStream ? "text/event-stream" : "application/json"),
            ("x-request-id", "req_sample"),
        ])
        if !answer.isStream {
            fields.add(name: "content-length", value: "\(answer.parts.reduce(0) { $0 + $1.utf8.count })")
        }
        let status = HTTPResponseStatus(statusCode: answer.status)
        context.write(
            wrapOutboundOut(.head(HTTPResponseHead(version: .http1_1, status: status, headers: fields))),
            promise: nil)
        send(answer, from: 0, context)
    }

    /// Sends a part, and the rest of them after the pause that was asked for.
    private func send(_ answer: SampleAnswer, from first: Int, _ context: ChannelHandlerContext) {
        var index = first
        while index < answer.parts.count, context.channel.isActive {
            let bytes = context.channel.allocator.buffer(string: answer.parts[index])
            context.write(wrapOutboundOut(.body(.byteBuffer(bytes))), promise: nil)
            index += 1
            guard answer.delayMilliseconds > 0, index < answer.parts.count else { continue }
            context.flush()
            let next = index
            context.eventLoop.assumeIsolated().scheduleTask(in: .milliseconds(answer.delayMilliseconds)) {
                self.send(answer, from: next, context)
            }
            return
        }
        let written = context.eventLoop.makePromise(of: Void.self)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: written)
        guard !keepsAlive else { return }
        written.futureResult.assumeIsolated().whenComplete { _ in context.close(promise: nil) }
    }

    private static func answer(method: HTTPMethod, path: String, query: String?, body: [UInt8])
        -> SampleAnswer
    {
        if method == .GET, path.hasSuffix("/models") { return .json(SampleOpenAI.models) }
        guard method == .POST else { return notFound }
        guard let request = SampleRequest(path: path, query: query, body: body) else {
            return .json(
                "{\"error\":{\"message\":\"The body is no JSON object.\",\"type\":\"invalid_request_error\"}}",
                status: 400)
        }
        if path.hasSuffix("/messages") { return SampleAnthropic(request: request).messages() }
        if path.hasSuffix("/chat/completions") { return SampleOpenAI(request: request).chat() }
        if path.hasSuffix("/completions") { return SampleOpenAI(request: request).completion() }
        return notFound
    }

    private static let notFound = SampleAnswer.json(
        "{\"error\":{\"message\":\"The sample provider has no such endpoint.\",\"type\":\"invalid_request_error\"}}",
        status: 404)
}
