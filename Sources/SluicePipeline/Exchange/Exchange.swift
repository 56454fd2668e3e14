package import SluiceRules
package import SluiceWire

/// One request and its response, as the stages see them.
///
/// A plain value: it may be handed to another thread between two calls of its chain.
package struct Exchange: Sendable {
    /// The identifier that a client's error carries and that leads the operator to rule and line.
    package let id: String
    /// The rules and levels that this exchange began with; a reload doesn't change them.
    package let policy: RoutePolicy
    /// The head as the client sent it, the route's prefix stripped.
    package let received: RequestHead
    /// The head as it goes to the upstream: stages edit this one.
    package var request: RequestHead
    /// The body as it goes to the upstream; decoded if it came compressed.
    package var body: [UInt8] = [] {
        didSet { readFields = nil }
    }
    /// The wire format of this exchange, by path.
    package let dialect: any Dialect
    /// The fields of the body, once they have been read.
    var readFields: BodyFields?
    /// The index of the moderation level in force.
    package private(set) var level: Int
    /// The highest level that the request has named so far.
    private var requestedLevel: Int?
    /// The largest body that is accepted, in bytes; stages may lower it in `admit`.
    package var bodyLimitBytes: Int
    /// What the dialect's endings need to know of request and response.
    package var ledger = StreamLedger()
    /// Whether the ledger knows of the request what an ending needs.
    var isRequestNoted = false
    /// What was looked at.
    package internal(set) var receipt = Receipt()
    /// What the rules found, enforced and in shadow.
    package var findings: [Finding] = []
    /// The tags of `tag` rules that hit.
    package var tags: [String] = []
    /// The filter that a stage attached to the response.
    package var responseFilter: (any ResponseFilter)?

    package init(id: String, policy: RoutePolicy, received: RequestHead, bodyLimitBytes: Int) {
        self.id = id
        self.policy = policy
        self.received = received
        self.request = received
        self.dialect = DialectRegistry.dialect(forPath: received.path)
        self.level = policy.defaultLevel
        self.bodyLimitBytes = bodyLimitBytes
    }

    /// The rules active at the level in force.
    package var rules: RuleView { policy.views[level] }

    /// Asks for a level by name: it takes effect unless the route's floor is higher.
    ///
    /// A request that names several levels, in its head and in its body, gets the highest of them.
    ///
    /// - Returns: A refusal when no level has that name.
    package mutating func requestLevel(_ name: String) -> Refusal? {
        guard let index = policy.levelNames.firstIndex(of: name) else {
            return Refusal(unknownLevelAmong: policy)
        }
        let requested = max(index, requestedLevel ?? index)
        requestedLevel = requested
        level = max(policy.floor, requested)
        return nil
    }
}

extension Refusal {
    /// The refusal of a level that doesn't exist.
    init(unknownLevelAmong policy: RoutePolicy) {
        let names = policy.levelNames.joined(separator: ", ")
        self.init(.badRequest, "Unknown moderation level; use one of: \(names).")
    }
}
