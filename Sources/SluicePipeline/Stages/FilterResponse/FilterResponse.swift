package import SluiceRules

/// `filter_response`: holds the answer against the rules on its way to the client, streamed or whole.
///
/// Whether an answer is a stream is decided by what comes, not by what was asked for. A stream's events leave in
/// order, each as soon as its text is decided; an answer in one piece is read whole. Blocked before anything has
/// left, the client gets a 400 in its own dialect; later the stream ends as `ending` says.
///
/// Security: nothing that a rule removes was ever sent, however the upstream cut its bytes. An answer that can't be
/// read (an unknown type, a broken event, more than the caps) is refused or ended with a visible error, never
/// passed unread. Audio, images and other binary answers pass as they are, unless their
/// first bytes are those of JSON or of an event stream.
package struct FilterResponse: Stage {
    package static let name = "filter_response"

    /// The options, with their defaults.
    package struct Options: Sendable, Equatable {
        /// How a stream ends whose rest is withheld.
        package enum Ending: String, Sendable, CaseIterable {
            /// By the dialect's own grammar (`finish_reason: content_filter`): the SDK sees a finished answer.
            case soft
            /// By an error event: the SDK raises its error.
            case hard
        }

        /// What happens to strings that no dialect names.
        package enum UnknownEvent: String, Sendable, CaseIterable {
            /// Every rule of the side looks at them; at the same path of successive events they are one text.
            case inspect
            /// The exchange is ended.
            case block
            /// They go on unread.
            case pass
        }

        /// `ending`: `soft` or `hard`.
        package var ending = Ending.soft
        /// `unknown_event`: `inspect`, `block` or `pass`.
        package var unknownEvent = UnknownEvent.inspect
        /// `refusal_text`: what the reader is told of a block, where the rule has no message of its own.
        ///
        /// It is the message of an error, and stands in a soft ending where the dialect has a place for it.
        package var refusalText: String?
        /// `hold_preamble`: whether events that come before the first text are kept back.
        ///
        /// A block at the very beginning can then still be a 400; no text is delayed by it.
        package var holdsPreamble = true
        /// `keepalive`: how long a stream may be silent before the client gets an event without meaning; nil: for ever.
        package var keepalive: Duration? = .seconds(15)
        /// `max_answer`: the largest answer that is read whole, in bytes.
        package var maximumAnswerBytes = 64 << 20
        /// `max_event`: the largest single event, and the most that is held of a stream, in bytes.
        package var maximumEventBytes = 8 << 20

        package init() {}
    }

    /// The options.
    package let options: Options

    package init(options: Options = Options()) {
        self.options = options
    }

    package init?(options node: ConfigNode?, _ diagnostics: Diagnostics) {
        var options = Options()
        if let node, !node.isNull { options = Options(node, diagnostics) }
        self.init(options: options)
    }

    package func receive(_ exchange: inout Exchange) -> Outcome {
        exchange.noteRequest()
        exchange.noteConversation()
        exchange.noteOrigin()
        exchange.responseFilter = AnswerFilter(options: options)
        return .next
    }
}
