/// Counts what each client has asked for.
///
/// The face is small, so that the counts may be kept elsewhere one day: in a file, or by several replicas together.
/// Calls come from every event loop at any time.
package protocol LimitStore: AnyObject, Sendable {
    /// Counts a request that is about to begin, unless a limit is reached.
    ///
    /// - Parameter subject: Whose limits they are: a client's name, or an address.
    /// - Returns: What is exceeded, and then nothing is counted; nil: the request may begin.
    func begin(_ subject: String, _ limits: RequestLimits) -> ExceededLimit?

    /// A request that has begun is over.
    ///
    /// - Parameters:
    ///   - tokens: How many tokens it took, in and out.
    ///   - cost: What they cost, in millionths.
    func end(_ subject: String, tokens: Int, cost: Int)
}

/// A limit that somebody has reached.
package struct ExceededLimit: Sendable, Equatable {
    /// Which one.
    package enum Kind: Sendable {
        case requests
        case streams
        case tokens
        case cost
    }

    package var kind: Kind
    /// The limit; of a cost in millionths.
    package var limit: Int
    /// When another try may succeed, in milliseconds from now.
    package var retryAfter: Int
    /// The time of the store's clock.
    package var now: Moment
}
