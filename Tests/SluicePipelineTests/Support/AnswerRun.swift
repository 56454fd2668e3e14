import SluicePipeline

/// What a client got of an upstream's answer.
struct AnswerRun {
    var status = 0
    var fields = HeaderFields()
    var framing = BodyFraming.none
    var body: [UInt8] = []
    var state = ResponseRelay.State.open
    var findings: [Finding] = []
    var receipt = Receipt()
    /// The body as it stood after each piece of the upstream's.
    var prefixes: [[UInt8]] = []

    var text: String { String(decoding: body, as: UTF8.self) }

    /// How the upstream's body ends.
    enum End {
        case complete
        case broken(Refusal)
    }

    init(
        _ exchange: Exchange, status: Int = 200, contentType: String?, pieces: [[UInt8]],
        end: End = .complete,
        options: FilterResponse.Options = FilterResponse.Options()
    ) {
        var exchange = exchange
        let chain = Chain(stages: [FilterRequest(), FilterResponse(options: options)])
        if let answer = chain.receive(&exchange) {
            self.status = answer.head.status
            fields = answer.head.fields
            body = answer.body
            state = .complete
            findings = exchange.findings
            return
        }
        var relay = ResponseRelay(chain: chain, exchange: exchange)
        var head = ResponseHead(status: status)
        if let contentType { head.fields.append(.contentType, contentType) }
        relay.open(head, contentLength: nil)
        take(&relay)
        for piece in pieces where relay.state == .open {
            relay.push(piece.span)
            take(&relay)
        }
        if relay.state == .open {
            switch end {
            case .complete: relay.finish()
            case .broken(let refusal): relay.fail(refusal)
            }
            take(&relay)
        }
        state = relay.state
        findings = relay.exchange.findings
        receipt = relay.exchange.receipt
    }

    private mutating func take(_ relay: inout ResponseRelay) {
        if let head = relay.takeHead() {
            status = head.head.status
            fields = head.head.fields
            framing = head.framing
        }
        body += relay.output
        relay.output.removeAll(keepingCapacity: true)
        prefixes.append(body)
    }
}
