package import SluiceRules
package import SluiceWire

/// One request and its response, as the stages see them.
///
/// A plain value: it may be handed to another thread between two calls of its chain.
package struct Exchange: Sendable {
    /// The identifier that a client's error carries and that leads the operator to rule and line.
    package let id: String
    /// The rules and levels that this exchange began with; a reload doesn't change them.
    package private(set) var policy: RoutePolicy
    /// Who asks; nil where nobody was asked who they are.
    package internal(set) var client: Client?
    /// Whether the provider's key that the client brought goes up in place of the upstream's.
    package internal(set) var keepsOwnKey = false
    /// What the exchange has taken of somebody's limits.
    package internal(set) var lease: LimitLease?
    /// What its tokens cost, where somebody counts that.
    package internal(set) var price: Price?
    /// Whether a stream's usage is asked for on the client's behalf.
    package internal(set) var usageRequest = UsageRequest.none
    /// Who counts what clients ask for; nil: nobody.
    let limitStore: (any LimitStore)?
    /// The head as the client sent it, the route's prefix stripped.
    package let received: RequestHead
    /// The head as it goes to the upstream: stages edit this one.
    package var request: RequestHead
    /// The body as it goes to the upstream; decoded if it came compressed.
    package var body: [UInt8] = [] {
        didSet { readFields = nil }
    }
    /// What is known of the endpoint that is asked for.
    package let endpoint: Endpoint
    /// Whether a stage reads the whole body, and refuses what isn't valid in it.
    var isBodyRead = false
    /// The fields of the body, once they have been read.
    var readFields: BodyFields?
    /// The index of the moderation level in force.
    package private(set) var level: Int
    /// The name of its route; nil where none claimed it.
    let route: String?
    /// Which exceptions of rules count for where it comes from; nil as long as nobody has asked for it.
    var originStanding: OriginStanding?
    /// When it began; nil in a replay, where rules with a schedule act in full.
    let began: Moment?
    /// The share of its conversation, as `RuleStanding` has it; nil as long as nobody has asked for it.
    var conversation: Int?
    /// The highest level that the request has named so far.
    private var requestedLevel: Int?
    /// The largest body that is accepted, in bytes; stages may lower it in `admit`.
    package var bodyLimitBytes: Int
    /// What the dialect's endings need to know of request and response.
    package var ledger = StreamLedger()
    /// Whether the ledger knows of the request what an ending needs.
    var isRequestNoted = false
    /// What was looked at.
    package internal(set) var receipt: Receipt
    /// What the rules found, enforced and in shadow.
    package var findings: [Finding] = []
    /// How many hits of each rule, by its index, exceptions took away.
    package private(set) var exceptions: [Int: Int] = [:]
    /// How far the texts of a streamed answer have come.
    package internal(set) var textFlow = TextFlow()
    /// The tags of `tag` rules that hit.
    package var tags: [String] = []
    /// The filter that a stage attached to the response.
    package var responseFilter: (any ResponseFilter)?

    /// Makes the exchange of a request.
    ///
    /// - Parameters:
    ///   - route: The name of its route, for exceptions of rules.
    ///   - began: When it began, for rules with a schedule; nil: they act in full.
    ///   - namesLines: Whether its receipt says by which line of a table a string is passed.
    ///   - limitStore: Who counts what clients ask for.
    package init(
        id: String, policy: RoutePolicy, received: RequestHead, bodyLimitBytes: Int, route: String? = nil,
        began: Moment? = nil, namesLines: Bool = false, limitStore: (any LimitStore)? = nil
    ) {
        self.limitStore = limitStore
        self.began = began
        self.route = route
        self.id = id
        receipt = Receipt(namesLines: namesLines)
        self.policy = policy
        self.received = received
        self.request = received
        self.endpoint = DialectRegistry.endpoint(forPath: received.path, method: received.method)
        self.level = policy.defaultLevel
        self.bodyLimitBytes = bodyLimitBytes
    }

    /// The wire format of this exchange, by path and method.
    package var dialect: any Dialect { endpoint.dialect }

    /// The rules active at the level in force, as they stand for this exchange.
    package var rules: RuleView {
        let view = policy.views[level].standing(at: standing)
        return originStanding.map { view.under($0) } ?? view
    }

    /// What the exchange is to rules with a schedule; nil where nobody has said when it began.
    private var standing: RuleStanding? {
        began.map { RuleStanding(day: Day(number: $0.day), share: conversation ?? 0) }
    }

    /// Puts the policy of a client in place of the route's.
    mutating func adopt(_ policy: RoutePolicy) {
        self.policy = policy
        level = max(policy.floor, requestedLevel ?? policy.defaultLevel)
    }

    /// The body, taken out: it has been sent up.
    package mutating func takeBody() -> [UInt8] {
        var taken: [UInt8] = []
        swap(&taken, &body)
        return taken
    }

    /// Counts hits that exceptions took away, by the rule of each.
    mutating func record(exceptions rules: [Int]) {
        for rule in rules { exceptions[rule, default: 0] += 1 }
    }

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
