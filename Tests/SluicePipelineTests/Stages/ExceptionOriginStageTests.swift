import SluicePipeline
import SluiceRules
import Testing

/// Exceptions with `where`, in a request and in the answer to it.
struct ExceptionOriginStageTests {
    private static let rules = """
        version: 1
        rules:
          - id: test.badge
            state: enforce
            targets: [request.user, response.text]
            match: { keywords: [forbidden step] }
            except: [{ where: { route: [/zoo/], model: ['gpt-4o*'] }, reason: The zoo's model may. }]
            action: redact
            replacement: '[step]'
            examples: { match: ['forbidden step'], no_match: ['forbidden'] }
        """

    private func exchange(_ model: String, route: String?, path: String = "/v1/chat/completions") throws
        -> Exchange
    {
        let diagnostics = Diagnostics()
        let set = try #require(
            RuleSet.load(
                ["t.rules.yaml"], runExamples: false,
                files: .memory(["t.rules.yaml": Array(Self.rules.utf8)]),
                diagnostics), "\(diagnostics.all)")
        let policy = RoutePolicy(
            levelNames: set.levels, defaultLevel: 0, floor: 0, levelSources: [], views: [set.view(level: 0)])
        var fields = HeaderFields()
        fields.append(.contentType, "application/json")
        var exchange = Exchange(
            id: "EVENT1", policy: policy, received: RequestHead(method: "POST", path: path, fields: fields),
            bodyLimitBytes: 1 << 20, route: route)
        exchange.body = Array(
            #"{\#(model)"messages":[{"role":"user","content":"the forbidden step"}]}"#.utf8)
        return exchange
    }

    private static let answer =
        #"{"choices":[{"index":0,"message":{"role":"assistant","content":"a forbidden step"}}]}"#

    @Test(
        arguments: [
            (#""model":"gpt-4o-mini","#, "/zoo/", true), (#""model":"gpt-4o-mini","#, "/cats/", false),
            (#""model":"gpt-4o-mini","#, nil, false), (#""model":"o3","#, "/zoo/", false),
            ("", "/zoo/", false), (#""model":7,"#, "/zoo/", false),
            (#""model":"gpt-4o","models":["gpt-4o","o3"],"#, "/zoo/", false),
        ] as [(String, String?, Bool)])
    func theyCountInRequestAndAnswerAlike(_ model: String, _ route: String?, _ isSpared: Bool) throws {
        var exchange = try exchange(model, route: route)
        let chain = Chain(stages: [FilterRequest(), FilterResponse()])
        #expect(chain.receive(&exchange) == nil)
        let body = String(decoding: exchange.body, as: UTF8.self)
        #expect(body.contains("the forbidden step") == isSpared)
        #expect(body.contains("the [step]") != isSpared)
        var relay = ResponseRelay(chain: chain, exchange: exchange)
        var fields = HeaderFields()
        fields.append(.contentType, "application/json")
        relay.open(ResponseHead(status: 200, fields: fields), contentLength: Self.answer.utf8.count)
        relay.push(Array(Self.answer.utf8).span)
        relay.finish()
        #expect(
            String(decoding: relay.output, as: UTF8.self).contains(
                isSpared ? "a forbidden step" : "a [step]"))
    }

    @Test func theModelMayStandInThePath() throws {
        var exchange = try exchange(
            "", route: "/zoo/", path: "/openai/deployments/gpt-4o/chat/completions")
        #expect(Chain(stages: [FilterRequest()]).receive(&exchange) == nil)
        #expect(String(decoding: exchange.body, as: UTF8.self).contains("the forbidden step"))
    }
}
