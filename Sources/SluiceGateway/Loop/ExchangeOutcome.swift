/// How an exchange ended, for metrics and the log.
package enum ExchangeOutcome: String, CaseIterable, Sendable {
    /// The upstream's answer went to the client as it came.
    case passed
    /// Text of the request or of the answer was redacted or replaced.
    case modified
    /// A rule blocked the request or the whole answer.
    case blocked
    /// A rule ended the answer when a part of it had left.
    case cut
    /// A stage or the transport refused it: size, route, framing, encoding.
    case refused
    /// The upstream couldn't be reached, or failed in its answer.
    case upstreamFailed = "upstream_failed"
    /// The client left before the end.
    case clientClosed = "client_closed"
    /// It was ended, or refused, because the process is about to end.
    case shuttingDown = "shutting_down"
    /// A stage answered it: a preflight.
    case answered
}
