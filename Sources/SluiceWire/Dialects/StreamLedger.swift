/// What the ending of a stream needs to know of it: a small value that a dialect keeps up to date.
///
/// Events are accepted when they arrive and delivered when they leave; an ending continues what was delivered. Each
/// fact is therefore kept with the number of the event that made it true.
package struct StreamLedger: Sendable {
    /// What was noted of the request.
    package internal(set) var request = RequestFacts()

    /// How the stream's lines end.
    package var lineEnding = LineEnding.lf

    /// How the stream is cut into events.
    package var framing = StreamFraming.sse

    /// The majors whose channels ended with the event accepted last.
    package internal(set) var closed: [Int32] = []

    /// The majors in which the event accepted last begins a tool call: what came for an earlier one is over.
    package private(set) var calls: [Int32] = []

    /// The number of events accepted, and so the number of the one accepted last.
    package private(set) var accepted = 0

    /// The number of the last event that has left.
    package private(set) var delivered = 0

    /// Whether the event that ends the stream was accepted: every channel has ended.
    package var isComplete: Bool { completion != .never }

    /// When the event that ends the stream came.
    var completion = EventMark.never

    /// Who speaks: the first `id`, `model` and `created` that say something.
    var identity = StreamIdentity()

    /// The running texts: choices, or content blocks.
    var channels: [ChannelState] = []

    /// When the answer began, `message_start`.
    var start = EventMark.never

    /// When the usage was sent.
    var usage = EventMark.never

    /// The provider's latest count of tokens; `nil` as long as it gave none.
    var inputTokens: Int?
    var outputTokens: Int?

    /// The number of deltas, which stands in for a count of tokens that the provider didn't get to send.
    var deltas = 0

    /// What has left of a response of OpenAI's Responses.
    var response = ResponseDraft()

    /// The most channels that are kept; providers have 128 choices at most.
    static let maximumChannels = 1024

    /// Makes the ledger of an exchange about to begin.
    package init() {}

    /// Notes that the event with the number `number`, and all before it, has left.
    package mutating func deliver(through number: Int) {
        delivered = max(delivered, min(number, accepted))
    }

    /// Gives the next event its number.
    mutating func accept() {
        accepted += 1
        closed.removeAll(keepingCapacity: true)
        calls.removeAll(keepingCapacity: true)
    }

    /// Notes that the event accepted last begins a tool call of the channel `major`.
    mutating func beginToolCall(_ major: Int32) {
        calls.append(major)
    }

    /// The mark of the event accepted last.
    var now: EventMark { EventMark(number: accepted) }

    /// Whether the event of `mark` has left.
    func hasLeft(_ mark: EventMark) -> Bool { mark.number <= delivered }
}
