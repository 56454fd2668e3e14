package import SluicePipeline

/// One exchange as it was seen on the wire: facts, in the pieces in which they came and at their times.
///
/// As a file it is JSON lines: a header, then one line for each event, `[microseconds, kind, data]`. Bodies are those
/// behind their content coding, as text (`d`) or, where a piece is no valid UTF-8 by itself, in base64 (`b64`). What
/// the client received isn't there: it follows from the recording and the rules.
package struct Recording: Sendable, Equatable {
    /// The version of the file format that is read and written.
    static let version = 1

    /// What happened.
    package enum Fact: Sendable, Equatable {
        case request(method: String, target: String, fields: HeaderFields)
        case requestBody([UInt8])
        case requestEnd
        case response(status: Int, fields: HeaderFields)
        case responseBody([UInt8])
        case responseEnd
        /// The provider broke off, for a reason such as `reset` or `timeout`.
        case responseError(String)
        /// The client left.
        case cancel
        /// A rule hit while the exchange was recorded.
        ///
        /// A note of what was: replaying doesn't look at it, since another set of rules finds something else.
        case decision(RuleHit)
    }

    /// A fact and when it was seen, in microseconds since the request began.
    package struct Event: Sendable, Equatable {
        package var microseconds: Int
        package var fact: Fact

        package init(_ microseconds: Int, _ fact: Fact) {
            self.microseconds = microseconds
            self.fact = fact
        }
    }

    /// The name of the exchange, unique among recordings.
    package var id: String
    /// The beginning of the request (RFC 3339); nil where nobody knows it.
    package var started: String?
    /// Where it came from, such as the file it was imported from.
    package var origin: String?
    /// `benign` or `violating`, where somebody has judged it.
    package var label: String?
    /// The route that it came in by; nil where nobody knows it.
    package var route: String?
    /// Its wire format, as the logs have it.
    package var dialect: String?
    /// How it ended, as the logs have it.
    package var outcome: String?
    /// The digest of the rules that were in force.
    package var rules: String?
    /// How many secrets were replaced by decoys before it was written; nil where nobody looked.
    package var replaced: Int?
    /// Whether what was said is taken out.
    package var isMasked = false
    package var events: [Event]

    package init(
        id: String, started: String? = nil, origin: String? = nil, label: String? = nil,
        replaced: Int? = nil, events: [Event]
    ) {
        self.id = id
        self.started = started
        self.origin = origin
        self.label = label
        self.replaced = replaced
        self.events = events
    }
}
