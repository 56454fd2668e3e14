import NIOHTTP1
import SluicePipeline
import SluiceWire

/// Undoes the content coding of an upstream's answer, with an absolute cap, so that it can be inspected.
struct AnswerDecoder {
    /// What an answer's `Content-Encoding` asks for.
    enum Plan: Equatable {
        case plain
        case decode(ContentCoding)
        /// A coding that nobody here reads.
        case unreadable
    }

    private let decoder: ContentDecoder
    private var decoded: [UInt8] = []

    init(_ coding: ContentCoding, limitBytes: Int) {
        decoder = ContentDecoder(coding, limit: limitBytes)
    }

    /// What has to be done with the answer that these fields describe.
    static func plan(_ fields: HeaderFields) -> Plan {
        let codings = fields.list(.contentEncoding).filter { $0.lowercased() != "identity" }
        guard let name = codings.first else { return .plain }
        guard codings.count == 1, let coding = ContentCoding(name: name) else { return .unreadable }
        return .decode(coding)
    }

    /// Hands what these bytes decode to over to the relay.
    ///
    /// - Parameter hold: Says whether so many bytes of the answer may be held.
    mutating func push(
        _ bytes: Span<UInt8>, to relay: inout ResponseRelay, hold: (Int) -> Bool
    ) throws(ContentDecodingError) {
        decoded.removeAll(keepingCapacity: true)
        let fits = try decoder.push(bytes, into: &decoded) { decoded in
            relay.push(decoded.span)
            decoded.removeAll(keepingCapacity: true)
            return hold(relay.heldBytes + relay.output.count)
        }
        if !fits { relay.fail(.tooMuchHeld) }
    }

    /// The body is complete; throws when it was cut off.
    func finish() throws(ContentDecodingError) {
        try decoder.finish()
    }
}
