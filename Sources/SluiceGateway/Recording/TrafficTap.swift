package import NIOCore
package import SluicePipeline
package import SluiceRules

/// Sees exchanges as they pass, beside their way.
///
/// Event loops call it: everything returns at once, and what it can't take in it leaves out. Nothing of an exchange waits.
package protocol TrafficTap: Sendable {
    /// Whether anybody wants exchanges at this moment.
    var isOpen: Bool { get }

    /// Takes the next facts of an exchange; the last one of all is `concluded`.
    ///
    /// - Parameter id: The exchange's identifier.
    func note(_ events: [TappedEvent], of id: String)

    /// The recordings that are made from now on, each as a file's bytes, scrubbed.
    ///
    /// - Parameters:
    ///   - count: The stream ends after so many.
    ///   - duration: It ends after this time at the latest.
    ///   - filter: Which exchanges are wanted.
    func recordings(
        count: Int, for duration: Duration, of filter: RecordingFilter
    ) -> AsyncStream<[UInt8]>

    /// Other rules are in force from now on.
    func adopt(_ rules: RuleSet)

    /// What became of the exchanges that were seen so far.
    var figures: TapFigures { get }
}

/// A fact of an exchange and when it was seen.
package struct TappedEvent: Sendable {
    /// The time since the request began.
    package var time: TimeAmount
    package var fact: TappedFact

    package init(_ fact: TappedFact, at time: TimeAmount) {
        self.time = time
        self.fact = fact
    }
}

/// What an exchange shows to a tap.
package enum TappedFact: Sendable {
    /// The request as the client sent it, whole, once it is forwarded.
    case request(TappedRequest)
    /// The head of the upstream's answer; its fields tell the body's coding.
    case response(status: Int, fields: HeaderFields)
    /// Pieces of the answer's body as they were read, still coded.
    case body(TappedPieces)
    /// The upstream's answer is complete.
    case ended
    /// The upstream broke off; the code of the refusal.
    case failed(String)
    /// Nobody waits for the rest: the client left, or a filter ended the answer.
    case cancelled
    /// The exchange is over; the last fact.
    case concluded(TappedConclusion)
}

/// How many exchanges a tap took in.
package struct TapFigures: Sendable {
    /// Recordings that were written or handed over.
    package var recorded = 0
    /// Exchanges that were left out: there was no room, or they couldn't be scrubbed or written.
    package var dropped = 0

    package init() {}
}
