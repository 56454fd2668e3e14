import NIOCore
import NIOPosix
import SluicePipeline
import SluiceWire

/// One exchange under way: runs the chain over the request, sends it up, and takes the answer down.
///
/// It lives on the event loop of its client's connection, from the request's head to the answer's last byte.
final class ActiveExchange {
    enum Phase {
        /// The body is on its way.
        case collecting
        /// The body is judged on a worker thread.
        case judging
        /// The upstream is asked, or answers.
        case relaying
        /// The answer is written, or nobody waits for it any more.
        case ended
    }

    /// The connection lets go of the exchange when it ends, and so ends the cycle.
    let connection: any ExchangeClient
    let loop: LoopState
    /// The name of the route; nil when none claimed the request.
    let route: String?
    /// The route's upstream; nil without a route.
    let pool: UpstreamPool?
    /// The exchange's identifier.
    let id: String
    let chain: Chain
    /// Levels and rules.
    let policy: RoutePolicy
    let isHead: Bool
    let began = NIODeadline.now()

    var phase = Phase.collecting
    /// Where the exchange is read and changed until the request is sent up.
    var place: ExchangePlace?
    var relay: ResponseRelay?
    var call: UpstreamCall?
    var body: [UInt8] = []
    /// What the upstream promised, for the answer to a HEAD request.
    var contentLength: Int?
    var decoder: AnswerDecoder?
    var fault: UpstreamFault?
    /// Why Sluice refused the request.
    var refusal: Refusal.Code?
    /// The status of the upstream's answer, once it is there.
    var upstreamStatus: Int?
    /// Whether the upstream answers with a stream of events or lines.
    var isStream = false
    /// When the request was sent up.
    var forwarded = NIODeadline.distantPast
    /// How the body of the answer is delimited, once its head is written.
    var sentFraming: BodyFraming?
    /// How many bytes it has been counted to hold; always 0 where nobody bounds it.
    var heldBytes = 0
    /// How many bytes of answer were handed to the connection.
    var sentBytes = 0
    /// The tick of the loop's silence clock behind which something was last written to the client.
    var writtenAtTick = 0
    /// Whether what filtering costs is measured.
    var isMeasured = false
    /// How long filtering the answer has taken, if it is measured.
    var filtering = TimeAmount.zero
    var textWatch = TextTimes.Watch()
    /// Whether the answer was ended because the process is about to end.
    var isShutDown = false
    /// The line to the tap, while the exchange is recorded.
    var tap: ExchangeTap?
    let expectedBytes: Int?
    let expectsContinue: Bool

    /// Makes the exchange of a request with a valid head.
    ///
    /// - Parameter route: The route's place in the loop's table; -1 when none claims the request.
    init(_ passed: HeadCheck.Passed, route: Int, received: RequestHead, on connection: any ExchangeClient) {
        self.connection = connection
        loop = connection.loop
        let core = connection.loop.core
        let table = connection.loop.routes
        self.route = route < 0 ? nil : table.routes[route].name
        pool = route < 0 ? nil : connection.loop.pools[table.routes[route].upstream]
        chain = route < 0 ? table.fallback.chain : table.routes[route].chain
        policy = route < 0 ? table.fallback.policy : table.routes[route].policy
        id = connection.loop.ids.next()
        isHead = received.method == "HEAD"
        expectedBytes = passed.contentLength
        expectsContinue = passed.expectsContinue
        loop.tally.openExchanges += 1
        place = ExchangePlace(
            Exchange(
                id: id, policy: policy, received: received, bodyLimitBytes: core.limits.bodyBytes,
                route: self.route, began: .now, namesLines: core.logsReceipts, limitStore: core.limitStore))
    }

    /// Makes the exchange of a request whose head isn't valid: it can only be refused.
    convenience init(unrouted received: RequestHead, on connection: any ExchangeClient) {
        self.init(
            HeadCheck.Passed(
                head: received, contentLength: nil, expectsContinue: false, closesConnection: false,
                understandsChunks: true),
            route: -1, received: received, on: connection)
    }

    /// The exchange until the request is sent up, for what isn't done often; from then on it is the relay's.
    var exchange: Exchange? { place?.exchange }

    private func takeExchange() -> Exchange? {
        defer { place = nil }
        return place?.exchange.take()
    }

    /// Whether more of the request's body is wanted.
    var isCollecting: Bool { phase == .collecting }

    // MARK: The request

    /// Runs the chain over the head.
    func admit() {
        if let answer = place?.exchange?.admit(by: chain) { return send(answer) }
        guard let limit = place?.exchange?.bodyLimitBytes else { return }
        if let expectedBytes, expectedBytes > limit { return refuseSize() }
        guard hold(expectedBytes ?? 0) else { return refuse(.tooMuchHeld) }
        if let expectedBytes { body = loop.bodies.take(bytes: reservedBytes(for: expectedBytes)) }
        guard expectsContinue else { return }
        connection.writeContinue()
        connection.flush()
    }

    /// Runs the chain over the head of a request that no route takes, which may be a preflight, and refuses it
    /// otherwise.
    func admit(orRefuse refusal: Refusal) {
        if isPreflight { admit() }
        if phase == .collecting { refuse(refusal) }
    }

    private var isPreflight: Bool {
        place?.exchange?.received.isPreflight ?? false
    }

    /// Takes bytes of the body, as long as anybody wants them.
    func collect(_ bytes: Span<UInt8>) {
        guard phase == .collecting, let limit = place?.exchange?.bodyLimitBytes else { return }
        guard body.count + bytes.count <= limit else { return refuseSize() }
        guard hold(max(heldBytes, body.count + bytes.count)) else { return refuse(.tooMuchHeld) }
        bytes.append(to: &body)
    }

    /// The request is complete.
    func requestDidEnd() {
        guard phase == .collecting else { return }
        place?.exchange?.body = body
        body = []
        tap = ExchangeTap(self)
        isMeasured = loop.takesMeasure()
        var share = HeldShare(of: loop.core.held, bytes: heldBytes)
        guard isHeavy else {
            let answer = judge(&share)
            heldBytes = share.bytes
            return proceed(answer)
        }
        judgeElsewhere(share)
    }

    /// Whether to judge the request is too much for an event loop.
    private var isHeavy: Bool {
        let bytes = place?.exchange?.body.count ?? 0
        guard bytes <= loop.core.limits.inlineBytes else { return true }
        guard bytes > Judgement.inlineCodedBytes else { return false }
        return place?.exchange?.request.fields.contains(.contentEncoding) ?? false
    }

    /// Runs the chain over the request on a worker thread.
    private func judgeElsewhere(_ share: HeldShare) {
        guard let exchange = takeExchange() else { return }
        phase = .judging
        let start = NIODeadline.now()
        let judgement = Judgement(
            chain: chain, exchange: exchange, share: share, measured: isMeasured ? rules : nil)
        loop.core.threads.runIfActive(eventLoop: loop.eventLoop) { judgement.run() }
            .assumeIsolated().whenComplete { [self] result in
                loop.tally.judging.add(NIODeadline.now() - start)
                if case .success(let judged) = result { noteWork(judged.work) }
                guard phase == .judging else {
                    if case .success(let judged) = result { judged.share.shrink(to: judgement.share.bytes) }
                    return
                }
                switch result {
                case .success(let judged):
                    heldBytes = judged.share.bytes
                    place = ExchangePlace(judged.exchange)
                    proceed(judged.answer)
                case .failure:
                    place = ExchangePlace(judgement.exchange)
                    refuse(Refusal(.internal, "The request couldn't be judged; try again."))
                }
                connection.flush()
            }
    }

    private func proceed(_ answer: Answer?) {
        if let answer {
            send(answer)
        } else {
            forward()
        }
    }

    private func forward() {
        guard let pool, var exchange = takeExchange() else { return }
        phase = .relaying
        tap?.begin()
        if let key = pool.upstream.key, !exchange.keepsOwnKey {
            key.place(on: &exchange, host: pool.upstream.host)
        }
        var request = pool.requestMemory.take(bytes: exchange.body.count + 1024)
        request.writeRequest(
            exchange.request, body: exchange.body, to: pool.upstream.authority,
            basePath: pool.upstream.basePath)
        loop.bodies.giveBack(exchange.takeBody())
        relay = ResponseRelay(chain: chain, exchange: consume exchange)
        loop.tally.activeStreams += 1
        loop.watchSilence()
        forwarded = .now()
        let call = UpstreamCall(request: request, isHead: isHead, pool: pool, consumer: self)
        self.call = call
        call.start()
    }

    // MARK: Refusals

    private func refuseSize() {
        let limit = place?.exchange?.bodyLimitBytes ?? 0
        refuse(Refusal(.requestTooLarge, "The request's body is larger than \(limit) bytes."))
    }

    /// The request can't be received to its end.
    func refuseRequest(_ refusal: Refusal) {
        guard phase == .collecting else { return connection.close() }
        refuse(refusal)
    }

    /// Answers with an error in the client's dialect.
    func refuse(_ refusal: Refusal, status: Int? = nil) {
        guard var answer = place?.exchange?.refuse(refusal, by: chain) else { return }
        if let status { answer.head.status = status }
        send(answer)
    }
}
