import NIOCore
import NIOHPACK
import NIOHTTP1
import NIOHTTP2
import SluicePipeline

/// One stream of HTTP/2: a request and its answer.
///
/// Streams of one connection don't wait for each other: a client that leaves one unread only fills that stream's window.
final class HTTP2Stream: ChannelDuplexHandler, ExchangeClient {
    typealias InboundIn = HTTP2Frame.FramePayload
    typealias OutboundIn = Never
    typealias OutboundOut = HTTP2Frame.FramePayload

    let connection: HTTP2Connection
    var exchange: ActiveExchange?
    private(set) var isRequestComplete = false
    private(set) var bodyBytes = 0
    var unsentBytes = 0
    private(set) var hasLeft = false
    private var context: ChannelHandlerContext?
    private var timer: DeadlineTimer?
    private var hasHead = false
    private var isAnswered = false
    private var bodyStart = NIODeadline.now()
    private var isReading = false
    private var needsFlush = false

    init(on connection: HTTP2Connection) {
        self.connection = connection
    }

    var loop: LoopState { connection.loop }
    var clientAddress: String { connection.clientAddress }
    var isTrustedProxy: Bool { connection.isTrustedProxy }
    var isWritable: Bool { context?.channel.isWritable ?? false }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        timer = DeadlineTimer(context.eventLoop) { [unowned self] in expire() }
        connection.add(self)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
    }

    func channelInactive(context: ChannelHandlerContext) {
        timer?.cancel()
        timer = nil
        hasLeft = true
        releaseUnsent()
        let exchange = exchange
        self.exchange = nil
        exchange?.clientDidLeave()
        connection.remove(self)
        if exchange != nil { loop.exchangeDidEnd() }
        context.fireChannelInactive()
    }

    // MARK: The request

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        isReading = true
        switch unwrapInboundIn(data) {
        case .headers(let frame):
            if !hasHead { begin(frame.headers, isWhole: frame.endStream) }
            if frame.endStream { end() }
        case .data(let frame):
            if case .byteBuffer(let bytes) = frame.data {
                bodyBytes &+= bytes.readableBytes
                exchange?.collect(bytes.readableBytesUInt8Span)
            }
            if frame.endStream { end() }
        default: break
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        isReading = false
        flush()
        watchBody()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private func begin(_ fields: HPACKHeaders, isWhole: Bool) {
        hasHead = true
        bodyStart = .now()
        let check = HeadCheck(
            authorities: [], clientAddress: clientAddress, isSecure: connection.isSecure)
        do throws(RequestFault) {
            let head = try HTTP2Head(fields)
            var passed = try check.check(head.request)
            passed.closesConnection = false
            if isWhole {
                passed.contentLength = 0
            } else if !fields.contains(name: "content-length") {
                passed.contentLength = nil
            }
            start(passed)
        } catch {
            refuse(error.refusal, status: error.status)
        }
    }

    private func end() {
        guard !isRequestComplete else { return }
        isRequestComplete = true
        timer?.clear()
        exchange?.requestDidEnd()
    }

    // MARK: Time

    /// A body has to come without long gaps and with a kilobyte per second at the least, as in HTTP/1.1.
    private func watchBody() {
        guard !isRequestComplete, exchange?.isCollecting ?? false else { return }
        timer?.set(loop.core.limits.bodyDeadline(since: bodyStart, bytes: bodyBytes))
    }

    private func expire() {
        guard let exchange, exchange.isCollecting else { return close() }
        exchange.refuse(Refusal(.requestTimeout, "The request didn't come in time."))
        flush()
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable {
            if isRequestComplete { timer?.clear() }
            releaseUnsent()
            exchange?.resume()
        } else if let exchange {
            exchange.pause()
            timer?.set(after: loop.core.limits.sendIdle)
        }
        context.fireChannelWritabilityChanged()
    }

    // MARK: The answer

    /// Nothing to do: other streams of the connection go on.
    func closeBehindAnswer() {}

    func writeContinue() {
        write(.headers(.init(headers: [":status": "100"])))
    }

    func write(_ head: AnswerHead?, _ body: [UInt8], isLast: Bool) -> Int {
        if let head { write(.headers(.init(headers: fields(of: head), endStream: isLast && body.isEmpty))) }
        if !body.isEmpty || isLast && head == nil {
            var buffer = loop.scratch.take(bytes: body.count)
            buffer.writeBytes(body)
            write(.data(.init(data: .byteBuffer(buffer), endStream: isLast)))
            loop.scratch.giveBack(buffer)
        }
        if isLast { isAnswered = true }
        return body.count
    }

    private func write(_ payload: HTTP2Frame.FramePayload) {
        guard let context else { return }
        context.write(wrapOutboundOut(payload), promise: nil)
        needsFlush = true
    }

    /// The fields of an answer: names in lower case, none that belong to one connection (RFC 9113, section 8.2).
    private func fields(of head: AnswerHead) -> HPACKHeaders {
        var fields: HPACKHeaders = [":status": String(head.head.status)]
        for field in head.head.fields.fields where !Self.isOfConnection(field.name) {
            fields.add(name: field.name.lowercased(), value: field.value)
        }
        if case .length(let length) = head.framing {
            fields.add(name: "content-length", value: String(length))
        }
        return fields
    }

    private static func isOfConnection(_ name: String) -> Bool {
        ["connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade"].contains {
            name.utf8.elementsEqual($0.utf8, by: ASCII.isSameLetter)
        }
    }

    func flush() {
        guard !isReading, needsFlush, let context else { return }
        needsFlush = false
        context.flush()
    }

    /// A client that is still sending is told that nobody needs the rest (RFC 9113, section 8.1).
    func exchangeDidEnd() {
        exchange = nil
        isReading = false
        flush()
        if !isRequestComplete, isAnswered { reset(.noError) }
        loop.exchangeDidEnd()
    }

    func breakOff() {
        isReading = false
        flush()
        exchange = nil
        reset(.internalError)
        loop.exchangeDidEnd()
    }

    private func reset(_ code: HTTP2ErrorCode) {
        context?.writeAndFlush(wrapOutboundOut(.rstStream(code)), promise: nil)
    }

    func close() {
        context?.close(promise: nil)
    }
}
