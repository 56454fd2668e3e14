import SluicePipeline
import SluiceRules
import Testing

/// Rules that see only new messages, and rules that act in a part of the conversations.
struct ScopeTests {
    private static let newOnly = """
        version: 1
        rules:
          - id: test.new
            state: enforce
            scope: new
            targets: [request.user, request.tool_results, request.system]
            match: { keywords: [forbidden step] }
            action: block
            examples: { match: ['forbidden step'], no_match: ['forbidden'] }
        """

    private static let rollout = newOnly.replacing("state: enforce", with: "state: { rollout: 50% }")

    private func exchange(_ body: String, _ rules: String, key: String = "sk-1", day: Int? = nil) throws
        -> Exchange
    {
        let diagnostics = Diagnostics()
        let set = try #require(
            RuleSet.load(
                ["t.rules.yaml"], runExamples: false, files: .memory(["t.rules.yaml": Array(rules.utf8)]),
                diagnostics), "\(diagnostics.all)")
        let policy = RoutePolicy(
            levelNames: set.levels, defaultLevel: 0, floor: 0, levelSources: [], views: [set.view(level: 0)])
        var fields = HeaderFields()
        fields.append(.contentType, "application/json")
        fields.append(.authorization, "Bearer \(key)")
        let path = body.contains("\"system\":") ? "/v1/messages" : "/v1/chat/completions"
        var exchange = Exchange(
            id: "EVENT1", policy: policy, received: RequestHead(method: "POST", path: path, fields: fields),
            bodyLimitBytes: 1 << 20, began: day.map { Moment(milliseconds: $0 * 86_400_000) })
        exchange.body = Array(body.utf8)
        return exchange
    }

    private func isBlocked(_ body: String, _ rules: String, key: String = "sk-1", day: Int? = nil) throws
        -> Bool
    {
        var exchange = try exchange(body, rules, key: key, day: day)
        return Chain(stages: [FilterRequest()]).receive(&exchange) != nil
    }

    private static func chat(_ messages: (role: String, text: String)...) -> String {
        let list = messages.map { #"{"role":"\#($0.role)","content":"\#($0.text)"}"# }.joined(separator: ",")
        return #"{"model":"m","messages":[\#(list)]}"#
    }

    private static let bad = "the forbidden step"

    @Test(arguments: [
        (chat(("user", bad)), true),
        (chat(("user", bad), ("assistant", "No."), ("user", "Why?")), false),
        (chat(("user", "Hello"), ("assistant", "Yes?"), ("user", bad)), true),
        (chat(("user", "Hello"), ("assistant", bad), ("user", "Why?")), false),
        (chat(("user", bad), ("user", "Why?")), true),
        // A turn that the answer goes on from doesn't make old what comes before it.
        (chat(("user", bad), ("assistant", "Sure: ")), true),
        (chat(("user", bad), ("assistant", "No."), ("user", "Go on"), ("assistant", "Sure: ")), false),
        (chat(("system", bad), ("user", "Hi"), ("assistant", "Hi"), ("user", "Hi")), true),
        (
            #"{"model":"m","messages":[{"content":"the forbidden step","role":"user"},{"role":"assistant","content":null,"tool_calls":[{"id":"c","type":"function","function":{"name":"f","arguments":"{\"a\":\"b\"}"}}]},{"role":"tool","tool_call_id":"c","content":"fine"}]}"#,
            false
        ),
        (
            #"{"model":"m","messages":[{"role":"user","content":"hi"},{"role":"assistant","content":null,"tool_calls":[{"id":"c","type":"function","function":{"name":"f","arguments":"{\"a\":\"b\"}"}}]},{"role":"tool","tool_call_id":"c","content":"the forbidden step"}]}"#,
            true
        ),
        (
            #"{"model":"m","max_tokens":9,"system":"the forbidden step","messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"ho"},{"role":"user","content":"hi"}]}"#,
            true
        ),
    ])
    func aRuleForNewMessagesLetsEarlierOnesBe(_ body: String, _ expected: Bool) throws {
        #expect(try isBlocked(body, Self.newOnly) == expected)
    }

    @Test func aConversationStaysOnItsSideOfARollout() throws {
        var sides: Set<Bool> = []
        for number in 0..<24 {
            let first = (role: "user", text: "\(Self.bad) \(number)")
            let isActing = try isBlocked(Self.chat(first), Self.rollout, day: 20_000)
            let later = Self.chat(first, ("assistant", "No."), ("user", Self.bad))
            #expect(try isBlocked(later, Self.rollout, day: 20_100) == isActing)
            sides.insert(isActing)
        }
        #expect(sides == [true, false])
    }

    @Test func keysAreOnDifferentSidesOfARollout() throws {
        let sides = try (0..<24).map {
            try isBlocked(Self.chat(("user", Self.bad)), Self.rollout, key: "sk-\($0)", day: 20_000)
        }
        #expect(Set(sides) == [true, false])
    }

    @Test func withoutADayARolloutActsInFull() throws {
        for number in 0..<12 {
            #expect(try isBlocked(Self.chat(("user", "\(Self.bad) \(number)")), Self.rollout))
        }
    }
}
