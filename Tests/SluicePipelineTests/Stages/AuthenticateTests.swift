import SluicePipeline
import SluiceRules
import Testing

struct AuthenticateTests {
    private static let key = fresh()
    private static let other = fresh()
    private static let expired = fresh()

    private static func fresh() -> ClientKey {
        var generator = SystemRandomNumberGenerator()
        return ClientKey(using: &generator)
    }

    private static func terms(_ key: ClientKey, _ change: (inout Client.Terms) -> Void = { _ in })
        -> Client.Terms
    {
        var terms = Client.Terms()
        terms.keys = [Client.Key(digest: key.digest, line: 1)]
        change(&terms)
        return terms
    }

    /// An exchange on a route that Ada may use.
    private static func exchange(
        _ fields: [(String, String)], query: String? = nil, path: String = "/v1/chat/completions",
        method: String = "POST", body: String = "", terms: RouteAccess.Terms = .shared,
        models: [String]? = nil
    ) -> Exchange {
        let directory = ClientDirectory(
            [
                Client(name: "ada", terms: Self.terms(key) { $0.models = models }),
                Client(name: "old", terms: Self.terms(expired) { $0.expires = Moment("2026-01-01") }),
                Client(name: "bob", terms: Self.terms(other)),
            ], now: { Moment(milliseconds: 1_800_000_000_000) })
        let access = RouteAccess(directory: directory, terms: [terms, .shared, .refused])
        let policy = RoutePolicy(
            levelNames: ["low", "medium", "high"], defaultLevel: 0, floor: 0, levelSources: [], views: [],
            access: access)
        let head = RequestHead(
            method: method, path: path, query: query,
            fields: HeaderFields(fields.map { .init(name: $0.0, value: $0.1) }))
        var exchange = Exchange(id: "evt", policy: policy, received: head, bodyLimitBytes: 1 << 20)
        exchange.body = Array(body.utf8)
        return exchange
    }

    private static let places: [(String, String)] = [
        ("Authorization", "Bearer KEY"), ("authorization", "bearer  KEY"), ("Authorization", "Bearer\tKEY"),
        ("Authorization", "KEY"), ("x-api-key", "KEY"), ("X-Goog-Api-Key", "KEY"), ("api-key", "KEY"),
    ]

    @Test(arguments: places)
    func aKeyIsFoundWhereSDKsPutItAndTakenOut(name: String, value: String) throws {
        var exchange = Self.exchange([
            ("accept", "*/*"), (name, value.replacing("KEY", with: Self.key.text)),
        ])
        let answer = try chain("[authenticate, forward]").admit(&exchange)
        #expect(answer == nil)
        #expect(exchange.client?.name == "ada")
        #expect(exchange.request.fields.lines == ["accept: */*"])
    }

    @Test(arguments: [
        ("key=KEY", nil), ("alt=sse&key=KEY", "alt=sse"), ("k%65y=KEY&alt=sse", "alt=sse"),
        ("key=%73lk_REST&x=1", "x=1"), ("alt=sse&key=AIza%3AKEY", "alt=sse&key=AIza"),
    ])
    func aKeyInTheQueryIsTakenOut(query: String, rest: String?) throws {
        let text = query.replacing("KEY", with: Self.key.text).replacing(
            "REST", with: Self.key.text.dropFirst(4))
        var exchange = Self.exchange([], query: text)
        let answer = try chain("[authenticate, forward]").admit(&exchange)
        #expect(answer == nil)
        #expect(exchange.client?.name == "ada" && exchange.request.query == rest)
    }

    @Test(arguments: places)
    func theOldHabitOfTwoKeysInOneLeavesTheProviders(name: String, value: String) throws {
        var exchange = Self.exchange([(name, value.replacing("KEY", with: "sk-own:" + Self.key.text))])
        let answer = try chain("[authenticate, forward]").admit(&exchange)
        #expect(answer == nil)
        #expect(exchange.client?.name == "ada")
        let left = try #require(exchange.request.fields.fields.first).value
        #expect(left.hasSuffix("sk-own") && left.lowercased().hasPrefix("bearer") == (value.count > 3))
        #expect(!exchange.keepsOwnKey)
    }

    @Test func passthroughKeepsTheClientsOwnKey() throws {
        let chain = try chain("[authenticate: { keys: passthrough }, forward]")
        var own = Self.exchange([("x-api-key", Self.key.text), ("authorization", "Bearer sk-own")])
        var none = Self.exchange([("x-api-key", Self.key.text)])
        #expect(chain.admit(&own) == nil && chain.admit(&none) == nil)
        #expect(own.keepsOwnKey && !none.keepsOwnKey)
        #expect(own.request.fields.lines == ["authorization: Bearer sk-own"])
    }

    private static let refused: [([(String, String)], Int, String)] = [
        ([], 401, "invalid_api_key"),
        ([("authorization", "Bearer sk-other")], 401, "invalid_api_key"),
        ([("authorization", "Bearer " + key.text.dropLast())], 401, "invalid_api_key"),
        ([("authorization", "Bearer " + fresh().text)], 401, "invalid_api_key"),
        ([("authorization", "Bearer " + key.text), ("x-api-key", other.text)], 401, "invalid_api_key"),
        ([("authorization", "Bearer " + expired.text)], 401, "expired_api_key"),
        ([("authorization", "Bearer " + other.text)], 403, "route_not_allowed"),
    ]

    @Test(arguments: refused.indices)
    func anythingElseIsRefusedInTheDialect(index: Int) throws {
        let (fields, status, code) = Self.refused[index]
        for (path, word) in [
            ("/v1/chat/completions", "\"code\":\"\(code)\""), ("/v1/messages", "_error\""),
            ("/v1beta/models/g:generateContent", status == 401 ? "UNAUTHENTICATED" : "PERMISSION_DENIED"),
        ] {
            var exchange = Self.exchange(fields, path: path)
            let answer = try #require(try chain("[authenticate, forward]").admit(&exchange))
            #expect(answer.head.status == status && answer.text.contains(word), "\(answer.text)")
            #expect(answer.head.fields["x-should-retry"] == "false")
            #expect(answer.head.fields.contains("www-authenticate") == (status == 401))
            for (_, value) in fields { #expect(!answer.text.contains(value.suffix(20))) }
        }
    }

    @Test func aClientsOwnPolicyTakesTheRoutesPlace() throws {
        let own = RoutePolicy(
            levelNames: ["low", "medium", "high"], defaultLevel: 0, floor: 2, levelSources: [], views: [])
        var exchange = Self.exchange([("api-key", Self.key.text)], terms: .own(own))
        #expect(exchange.level == 0)
        let answer = try chain("[authenticate, forward]").admit(&exchange)
        #expect(answer == nil)
        #expect(exchange.level == 2 && exchange.policy === own)
    }

    private static let gemini = "/v1beta/models/gemini-pro:generateContent"
    private static let models: [(path: String, method: String, body: String, status: Int?)] = [
        ("/v1/chat/completions", "POST", #"{"model":"gpt-4"}"#, nil),
        ("/v1/chat/completions", "POST", #"{"m\u006fdel":"gpt-4"}"#, nil),
        ("/v1/chat/completions", "POST", #"{"model":"o1"}"#, 403),
        ("/v1/chat/completions", "POST", #"{"messages":[]}"#, 403),
        ("/v1/chat/completions", "POST", #"{"model":7}"#, 403),
        ("/v1/chat/completions", "POST", #"{"model":"gpt-4","models":["gpt-4","o1"]}"#, 403),
        ("/v1/chat/completions", "POST", #"{"model":"gpt-4","models":["gpt-5"]}"#, nil),
        ("/v1/chat/completions", "POST", #"{"model":"gpt-4","model":"o1"}"#, 400),
        ("/v1/models", "GET", "", nil), ("/v1/files", "POST", "", 403),
        (gemini, "POST", "{}", 403), ("/v1beta/models/gpt-x:generateContent", "POST", "{}", nil),
        ("/openai/deployments/o1/chat/completions", "POST", #"{"model":"gpt-4"}"#, 403),
    ]

    @Test(arguments: models.indices)
    func onlyTheModelsOfItsListAreOpenToAClient(index: Int) throws {
        let (path, method, body, status) = Self.models[index]
        var exchange = Self.exchange(
            [("api-key", Self.key.text), ("content-type", "application/json")], path: path, method: method,
            body: body, models: ["gpt-*"])
        let chain = try chain("[authenticate, forward]")
        #expect(chain.admit(&exchange) == nil)
        #expect(chain.receive(&exchange)?.head.status == status)
    }

    @Test(arguments: [
        ("[authenticate: { keys: both }, forward]", "1:24 `both` is not a value of `keys`"),
        ("[limit: { requests_per_minute: 1 }, authenticate, forward]", "1:2 `limit` stands above"),
        ("[limit: { tokens_per_day: 1 }, forward]", "1:2 a limit of tokens or of their cost needs"),
        ("[limit: { cost_per_day: 1 }, filter_response, forward]", "`cost_per_day` needs `prices`"),
        ("[limit: { prices: { a: { input: 1 } } }, forward]", "`output` is missing"),
        ("[limit: { requests: 1 }, forward]", "1:11 unknown field `requests`"),
        ("[forward, authenticate]", "1:11 `authenticate` stands behind `forward`"),
    ])
    func aChainThatMakesNoSenseIsRefused(yaml: String, expected: String) {
        let found = complaints(yaml)
        #expect(found.contains { $0.contains(expected) }, "\(found)")
    }
}
