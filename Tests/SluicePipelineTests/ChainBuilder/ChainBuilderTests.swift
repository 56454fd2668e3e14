import SluicePipeline
import SluiceRules
import Testing

struct ChainBuilderTests {
    @Test func buildsTheStagesInTheOrderOfTheList() throws {
        let chain = try chain(
            """
            - cors:
                origins: ["https://chat.example.com", "http://localhost:5173"]
                credentials: false
                max_age: 10m
                expose: [x-request-id, request-id]
            - body_limit: 50MiB
            - strip_fields: [moderation, moderation_level]
            - allow_fields: { fields: [model, messages], others: refuse }
            - allow_headers:
                request: [authorization, "anthropic-*"]
                response: [content-type]
            - filter_request
            - filter_response:
            - forward
            """)
        #expect(
            chain.stages.map { type(of: $0).name } == [
                "cors", "body_limit", "strip_fields", "allow_fields", "allow_headers", "filter_request",
                "filter_response", "forward",
            ])
    }

    @Test func whatCannotBeReadFollowsTheOptions() throws {
        var expected = FilterRequest.Options()
        expected.tokenPrompts = .pass
        expected.serverState = .refuse
        expected.unknownEndpoint = .refuse
        let chain = try chain(
            """
            - filter_request: { token_prompts: pass, server_state: refuse, unknown_endpoint: refuse }
            - forward
            """)
        #expect(chain.stages.compactMap { $0 as? FilterRequest }.first?.options == expected)
    }

    @Test(arguments: [
        (
            "- body_limitt: 1\n- forward",
            ["1:3 there is no stage `body_limitt`"]
        ),
        ("- filter_request", ["1:1 the chain has no `forward`, so no request would reach a provider"]),
        ("[]", ["1:1 the chain has no `forward`, so no request would reach a provider"]),
        (
            "- body_limit: 1KiB\n- forward\n- body_limit: 2KiB",
            [
                "3:3 `body_limit` stands in the chain twice",
                "3:3 `body_limit` stands behind `forward`, where no request comes by any more",
            ]
        ),
        (
            "- forward\n- filter_request",
            [
                "2:3 `filter_request` stands behind `forward`, so every request would leave before its text is inspected"
            ]
        ),
        (
            "- forward\n- filter_response: { ending: soft }",
            ["2:3 `filter_response` stands behind `forward`, so no answer would be inspected"]
        ),
        ("- forward\n- forward", ["2:3 `forward` stands in the chain twice"]),
        (
            "- body_limit: 1KiB\n  strip_fields: [a]\n- forward",
            ["2:3 one element of a chain is one stage, here are 2"]
        ),
        ("- {}\n- forward", ["1:3 one element of a chain is one stage, here are 0"]),
        ("- [forward]", ["1:3 `chain` must be a list of stages"]),
        ("forward", ["1:1 `chain` must be a list"]),
        ("forward: {}", ["1:1 `chain` must be a list"]),
        ("-\n- forward", ["1:2 `chain` must be a list of stages"]),
    ])
    func anOrderThatMakesNoSenseIsRefusedWithItsReason(yaml: String, expected: [String]) {
        #expect(complaints(yaml) == expected)
    }

    @Test func allFaultsAreReportedAtOnce() {
        let yaml = """
            - cors: { origins: [chat.example.com], credentials: maybe }
            - body_limit: lots
            - strip_field: [a]
            - forward
            - body_limit: 1KiB
            """
        #expect(
            complaints(yaml) == [
                "1:21 `origins`: an origin is scheme, host and port",
                "1:53 `credentials` must be `true` or `false`",
                "2:15 `body_limit` must be a size such as `64KiB` or `50MiB`",
                "3:3 there is no stage `strip_field`",
                "5:3 `body_limit` stands in the chain twice",
                "5:3 `body_limit` stands behind `forward`, where no request comes by any more",
            ])
    }

    @Test func aMisspeltStageIsGuessed() throws {
        let report = try #require(reports("- filter_respnse\n- forward").first)
        #expect(report.label == "did you mean `filter_response`?")
        let help = try #require(report.help)
        #expect(help.contains("`allow_headers`"))
    }

    @Test(arguments: [
        (
            "- body_limit: 1KiB\n- cors: { origins: '*' }\n- forward",
            ["2:3 `cors` stands below `body_limit`, whose refusals a web page can't read"]
        ),
        ("- allow_headers: { request: [accept] }\n- cors: { origins: '*' }\n- forward", []),
        ("- cors: { origins: '*' }\n- forward", []),
        (
            "- allow_fields: { fields: [model], others: refuse }\n- strip_fields: [model, moderation]\n- forward",
            ["2:3 `strip_fields` comes too late: `allow_fields` refuses a request with `moderation` before"]
        ),
        ("- allow_fields: [model]\n- strip_fields: [moderation]\n- forward", []),
    ])
    func anOrderThatIsProbablyMeantOtherwiseIsWarnedOf(yaml: String, expected: [String]) {
        #expect(complaints(yaml) == [])
        #expect(warnings(yaml) == expected)
    }
}
