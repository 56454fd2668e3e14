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
    private static let inlineCodedBytes = 16 * 1024

    let chain: Chain
    let exchange: Exchange
    /// What the exchange is counted to hold.
    let share: HeldShare
    /// The rules whose cost is measured; nil: none.
    let measured: RuleSet?

    /// Whether the work is too much for an event loop.
    static func isHeavy(_ exchange: Exchange, above limit: Int) -> Bool {
        exchange.body.count > limit
            || exchange.body.count > inlineCodedBytes && exchange.request.fields.contains(.contentEncoding)
    }

    /// Judges the exchange, on whatever thread this is called.
    func run() -> Result {
        var exchange = exchange
        var share = share
        guard let measured else {
            let answer = Self.judge(&exchange, by: chain, &share)
            return Result(exchange: exchange, answer: answer, share: share)
        }
        var work = RuleWork(of: measured)
        let answer = work.measure { Self.judge(&exchange, by: chain, &share) }
        return Result(exchange: exchange, answer: answer, share: share, work: work)
    }

    /// Decodes the body if it came compressed and runs the chain over the request.
    ///
    /// - Returns: The answer; nil: the request goes to the upstream.
    static func judge(_ exchange: inout Exchange, by chain: Chain, _ share: inout HeldShare) -> Answer? {
        if exchange.request.fields.contains(.contentEncoding), let refusal = decode(&exchange, &share) {
            return chain.refuse(refusal, &exchange)
        }
        return chain.receive(&exchange)
    }

    /// Decodes a compressed body in place, up to the body's limit, and as long as all that is held leaves room for it.
    private static func decode(_ exchange: inout Exchange, _ share: inout HeldShare) -> Refusal? {
        let codings = exchange.request.fields.list(.contentEncoding).filter { $0.lowercased() != "identity" }
        exchange.request.fields.remove(.contentEncoding)
        guard let name = codings.first else { return nil }
        guard codings.count == 1, let coding = ContentCoding(name: name) else {
            return Refusal(.unsupportedEncoding, "Only gzip and deflate request bodies are read, coded once.")
        }
        let decoder = ContentDecoder(coding, limit: exchange.bodyLimitBytes)
        var decoded: [UInt8] = []
        do throws(ContentDecodingError) {
            let coded = exchange.body.count
            let fits = try decoder.push(exchange.body.span, into: &decoded) { decoded in
                share.grow(to: coded + decoded.count)
            }
            guard fits else { return .tooMuchHeld }
            try decoder.finish()
        } catch {
            return error == .tooLarge
                ? Refusal(
                    .requestTooLarge, "The decoded body is larger than \(exchange.bodyLimitBytes) bytes.")
                : Refusal(.badRequest, "The body isn't what its Content-Encoding says.")
        }
        exchange.body = decoded
        return nil
    }
}
