import SluicePipeline
import Testing

struct FilterRequestTests {
    private func run(
        _ body: String, contentType: String = "application/json", path: String = "/v1/chat/completions"
    ) throws -> (Answer?, Exchange) {
        var exchange = try TestRules.exchange(path: path, body: body, contentType: contentType)
        let answer = Chain(stages: [FilterRequest()]).receive(&exchange)
        return (answer, exchange)
    }

    @Test func aCleanBodyGoesOnByteForByte() throws {
        let body = "{ \"model\" : \"m\",\n \"messages\":[{\"role\":\"user\",\"content\":\"h\\u0069\"}] }"
        let (answer, exchange) = try run(body)
        #expect(answer == nil)
        #expect(exchange.body == Array(body.utf8))
    }

    @Test(arguments: [
        #"{"messages":[{"role":"user","content":"a forbidden step"}]}"#,
        #"{"messages":[{"role":"user","content":[{"type":"text","text":"a forbidden step"}]}]}"#,
        #"{"messages":[{"role":"user","content":"a \u0066orbidden step"}]}"#,
        #"{"m\u0065ssages":[{"role":"user","content":"forbidden step"}]}"#,
        #"{"novel":{"deep":[{"x":"forbidden step"}]}}"#,
    ])
    func aBlockedRequestIsAnsweredAndNeverLeaves(body: String) throws {
        let (answer, _) = try run(body)
        #expect(answer?.head.status == 400)
        #expect(answer?.head.fields[.xShouldRetry] == "false")
    }

    @Test func redactionEditsOnlyTheMatch() throws {
        let (_, exchange) = try run(
            #"{"messages":[{"role":"user","content":"in \"project nightjar\" we"}],"n":1 }"#)
        #expect(
            exchange.body
                == Array(#"{"messages":[{"role":"user","content":"in \"[name]\" we"}],"n":1 }"#.utf8))
    }

    @Test func aRuleOnlyReadsItsTargets() throws {
        #expect(try run(#"{"messages":[{"role":"system","content":"forbidden step"}]}"#).0 == nil)
    }

    @Test func tagsReachTheAnswersHead() throws {
        var (_, exchange) = try run(#"{"messages":[{"role":"user","content":"a billing question"}]}"#)
        #expect(exchange.tags == ["team.billing"])
        var head = ResponseHead(status: 200)
        FilterRequest().respond(&head, &exchange)
        #expect(head.fields[.xSluiceTags] == "team.billing")
    }

    @Test(arguments: [
        "{", "", "{} {}", #"{"a":1,"a":2}"#, #"{"a":"\ud800"}"#, "{\"a\":NaN}",
        String(repeating: "[", count: 100_000),
    ])
    func whatIsNoStrictJSONIsRefused(body: String) throws {
        let (answer, _) = try run(body)
        #expect(body.isEmpty ? answer == nil : answer?.head.status == 400)
    }

    @Test func aPromptOfTokenNumbersIsRefused() throws {
        #expect(try run(#"{"prompt":[1,2,3]}"#, path: "/v1/completions").0?.head.status == 400)
    }

    @Test func formFieldsAreTexts() throws {
        let (_, form) = try run("a=1&q=project+nightjar%21", contentType: "application/x-www-form-urlencoded")
        #expect(String(decoding: form.body, as: UTF8.self).hasPrefix("a=1&q="))
        #expect(!String(decoding: form.body, as: UTF8.self).contains("nightjar"))
        let multipart =
            "--B\r\nContent-Disposition: form-data; name=\"prompt\"\r\n\r\nproject nightjar\r\n--B--\r\n"
        let (_, parts) = try run(multipart, contentType: "multipart/form-data; boundary=B")
        #expect(
            String(decoding: parts.body, as: UTF8.self)
                == multipart.replacing("project nightjar", with: "[name]"))
    }

    @Test(arguments: ["application/x-www-form-urlencoded", "application/octet-stream", "text/plain", ""])
    func jsonIsReadAsJSONWhateverItsLabel(contentType: String) throws {
        let body = #"{"messages":[{"role":"user","content":"a \u0066orbidden step"}]}"#
        #expect(try run(body, contentType: contentType).0?.head.status == 400)
    }

    @Test func binaryBodiesPassUnread() throws {
        var exchange = try TestRules.exchange(contentType: "audio/wav")
        exchange.body = Array("{ forbidden step".utf8) + [0xFF, 0xFE]
        #expect(Chain(stages: [FilterRequest()]).receive(&exchange) == nil)
    }

    @Test func anUnknownTypeIsReadAsTextOrRefused() throws {
        #expect(try run("a forbidden step", contentType: "application/x-odd").0?.head.status == 400)
        var exchange = try TestRules.exchange(contentType: "application/x-odd")
        exchange.body = [0xFF, 0x00, 0xFE]
        #expect(Chain(stages: [FilterRequest()]).receive(&exchange)?.head.status == 415)
    }
}
