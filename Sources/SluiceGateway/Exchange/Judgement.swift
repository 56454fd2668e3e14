import SluicePipeline
import SluiceRules
import SluiceWire

/// What the chain says about a whole request: a value that may be worked out on any thread.
struct Judgement: Sendable {
    /// What came out.
    struct Result: Sendable {
        var exchange: Exchange
        /// The answer; nil: the request goes to the upstream.
        var answer: Answer?
        var share: HeldShare
        /// What the rules cost, where that is measured.
        var work: RuleWork?
    }

    /// A compressed body larger than this may become too large for an event loop.
    static let inlineCodedBytes = 16 * 1024

    let chain: Chain
    let exchange: Exchange
    /// What the exchange is counted to hold.
    let share: HeldShare
    /// The rules whose cost is measured; nil: none.
    let measured: RuleSet?

    /// Judges the exchange, on whatever thread this is called.
    func run() -> Result {
        var exchange = exchange
        var share = share
        guard let measured else {
            let answer = exchange.judge(by: chain, &share)
            return Result(exchange: exchange, answer: answer, share: share)
        }
        var work = RuleWork(of: measured)
        let answer = work.measure { exchange.judge(by: chain, &share) }
        return Result(exchange: exchange, answer: answer, share: share, work: work)
    }
}

/// Running the chain over a whole request, in place: an exchange is large.
extension Exchange {
    /// Runs the chain over the head.
    mutating func admit(by chain: Chain) -> Answer? { chain.admit(&self) }

    /// The answer to a request that is refused outside of a stage.
    mutating func refuse(_ refusal: Refusal, by chain: Chain) -> Answer { chain.refuse(refusal, &self) }

    /// Decodes the body if it came compressed and runs the chain over the request.
    ///
    /// - Returns: The answer; nil: the request goes to the upstream.
    mutating func judge(by chain: Chain, _ share: inout HeldShare) -> Answer? {
        if request.fields.contains(.contentEncoding), let refusal = decode(&share) {
            return chain.refuse(refusal, &self)
        }
        return chain.receive(&self)
    }

    /// Decodes a compressed body in place, up to the body's limit, and as long as all that is held leaves room for it.
    private mutating func decode(_ share: inout HeldShare) -> Refusal? {
        let codings = request.fields.list(.contentEncoding).filter { $0.lowercased() != "identity" }
        request.fields.remove(.contentEncoding)
        guard let name = codings.first else { return nil }
        guard codings.count == 1, let coding = ContentCoding(name: name) else {
            return Refusal(.unsupportedEncoding, "Only gzip and deflate request bodies are read, coded once.")
        }
        let decoder = ContentDecoder(coding, limit: bodyLimitBytes)
        var decoded: [UInt8] = []
        do throws(ContentDecodingError) {
            let coded = body.count
            let fits = try decoder.push(body.span, into: &decoded) { decoded in
                share.grow(to: coded + decoded.count)
            }
            guard fits else { return .tooMuchHeld }
            try decoder.finish()
        } catch {
            return error == .tooLarge
                ? Refusal(
                    .requestTooLarge, "The decoded body is larger than \(bodyLimitBytes) bytes.")
                : Refusal(.badRequest, "The body isn't what its Content-Encoding says.")
        }
        body = decoded
        return nil
    }
}
