internal import SluicePipeline
internal import SluiceWire

/// A recording that is being made of an exchange under way.
package struct RecordingDraft: Sendable {
    /// Why a draft can't become a recording.
    package enum Fault: Error, Sendable {
        /// A body is coded in a way that can't be read, so it can't be scrubbed.
        case unreadable
        /// There is more of it than a recording may hold.
        case tooLarge
    }

    /// The most bytes of bodies that one recording holds, coded and decoded.
    private static let largestBytes = 32 << 20
    private static let framing: [FieldName] = [.contentEncoding, .contentLength, .transferEncoding]

    private var recording: Recording
    private var byteCount = 0

    /// - Parameters:
    ///   - started: The beginning of the request (RFC 3339).
    ///   - route: The route that it came in by.
    ///   - dialect: Its wire format, as the logs have it.
    package init(id: String, started: String? = nil, route: String? = nil, dialect: String? = nil) {
        recording = Recording(id: id, started: started, events: [])
        recording.route = route
        recording.dialect = dialect
    }

    /// Notes how the exchange ended, and the digest of the rules.
    package mutating func conclude(outcome: String, rules: String?) {
        recording.outcome = outcome
        recording.rules = rules
    }

    package mutating func add(_ microseconds: Int, _ fact: Recording.Fact) throws(Fault) {
        switch fact {
        case .requestBody(let bytes), .responseBody(let bytes):
            byteCount += bytes.count
            guard byteCount <= Self.largestBytes else { throw .tooLarge }
        default: break
        }
        recording.events.append(Recording.Event(microseconds, fact))
    }

    /// The recording, its bodies decoded piece by piece.
    package func finished() throws(Fault) -> Recording {
        var result = recording
        result.events.removeAll()
        var decoders: (request: ContentDecoder?, response: ContentDecoder?) = (nil, nil)
        for event in recording.events {
            var fact = event.fact
            switch event.fact {
            case .request(let method, let target, let fields):
                decoders.request = try Self.decoder(fields)
                fact = .request(method: method, target: target, fields: Self.plain(fields))
            case .response(let status, let fields):
                decoders.response = try Self.decoder(fields)
                fact = .response(status: status, fields: Self.plain(fields))
            case .requestBody(let bytes): fact = .requestBody(try Self.decoded(bytes, decoders.request))
            case .responseBody(let bytes): fact = .responseBody(try Self.decoded(bytes, decoders.response))
            case .requestEnd, .responseEnd, .responseError, .cancel, .decision: break
            }
            result.events.append(Recording.Event(event.microseconds, fact))
        }
        return result
    }

    private static func plain(_ fields: HeaderFields) -> HeaderFields {
        var fields = fields
        for name in framing { fields.remove(name) }
        return fields
    }

    private static func decoder(_ fields: HeaderFields) throws(Fault) -> ContentDecoder? {
        let codings = fields.list(.contentEncoding).filter { $0.lowercased() != "identity" }
        guard let name = codings.first else { return nil }
        guard codings.count == 1, let coding = ContentCoding(name: name) else { throw .unreadable }
        return ContentDecoder(coding, limit: largestBytes)
    }

    private static func decoded(_ bytes: [UInt8], _ decoder: ContentDecoder?) throws(Fault) -> [UInt8] {
        guard let decoder else { return bytes }
        var decoded: [UInt8] = []
        do throws(ContentDecodingError) {
            try decoder.push(bytes.span, into: &decoded)
        } catch {
            throw error == .tooLarge ? .tooLarge : .unreadable
        }
        return decoded
    }
}
