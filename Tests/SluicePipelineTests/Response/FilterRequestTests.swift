import Foundation
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

    /// A byte that belongs to no character hides nothing, and stays where it is.
    @Test func aFileThatIsTextButForAByteIsRead() throws {
        var exchange = try TestRules.exchange(
            path: "/v1/images/edits", contentType: "multipart/form-data; boundary=B")
        let head = "--B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a\"\r\n\r\n"
        func body(_ text: String) -> [UInt8] {
            Array(head.utf8) + [0xE9, 0x20] + Array(text.utf8) + [0xFF] + Array("\r\n--B--\r\n".utf8)
        }
        exchange.body = body("a project nightjar.")
        #expect(Chain(stages: [FilterRequest()]).receive(&exchange) == nil)
        #expect(exchange.body == body("a [name]."))
    }

    @Test(arguments: ["application/x-www-form-urlencoded", "application/octet-stream", "text/plain", ""])
    func jsonIsReadAsJSONWhateverItsLabel(contentType: String) throws {
        let body = #"{"messages":[{"role":"user","content":"a \u0066orbidden step"}]}"#
        #expect(try run(body, contentType: contentType).0?.head.status == 400)
    }

    @Test func binaryBodiesPassUnreadWhereNothingIsKnown() throws {
        var exchange = try TestRules.exchange(path: "/v2/listen", contentType: "audio/wav")
        exchange.body = Array("{ forbidden step".utf8) + [0xFF, 0xFE]
        #expect(Chain(stages: [FilterRequest()]).receive(&exchange) == nil)
    }

    private static let fine = #"{"messages":[{"role":"user","content":"fine"}]}"#

    @Test(arguments: [
        "image/png", "audio/wav", "application/pdf", "application/octet-stream", "application/gzip",
    ])
    func anEndpointForJSONTakesNoBinaryBody(contentType: String) throws {
        for (body, status) in [
            (Array(Self.fine.utf8), nil), ([0x1F, 0x8B, 0x08], 415), (Array("a step".utf8), 415),
            (Array(Self.fine.utf8) + [0xFF], 400), ([0xEF, 0xBB, 0xBF] + Array(Self.fine.utf8), 400),
        ] as [([UInt8], Int?)] {
            var exchange = try TestRules.exchange(contentType: contentType)
            exchange.body = body
            #expect(Chain(stages: [FilterRequest()]).receive(&exchange)?.head.status == status, "\(body)")
        }
    }

    @Test(arguments: ["text/plain", "", "application/x-www-form-urlencoded", "text/event-stream"])
    func jsonInAnotherEncodingIsNoText(contentType: String) throws {
        let body = #"{"a":"a \u0066orbidden step"}"#
        #expect(try run("\u{feff}" + body, contentType: contentType).0?.head.status == 400)
        for order in [String.Encoding.utf16LittleEndian, .utf16BigEndian, .utf16] {
            var exchange = try TestRules.exchange(contentType: contentType)
            exchange.body = Array(try #require(body.data(using: order)))
            let status = try #require(Chain(stages: [FilterRequest()]).receive(&exchange)?.head.status)
            #expect(status == 400 || status == 415)
        }
    }

    @Test(arguments: [
        ("application/json, image/png", 415), ("image/png,application/json", 415),
        ("application/json; charset=utf-7", 415), ("text/plain; charset=\"UTF-16\"", 415),
        ("application/json;charset*=utf-8''utf-7", 415), ("application/json; Charset = \"UTF-8\"", nil),
        ("application/json;charset=us-ascii;v=1", nil),
    ])
    func aTypeIsOneTypeInUTF8(contentType: String, status: Int?) throws {
        #expect(try run(Self.fine, contentType: contentType).0?.head.status == status)
    }

    @Test func twoTypesAreRefused() throws {
        var exchange = try TestRules.exchange(body: Self.fine)
        exchange.request.fields.append(.contentType, "application/json")
        #expect(Chain(stages: [FilterRequest()]).receive(&exchange)?.head.status == 415)
    }

    @Test func anUnknownTypeIsReadAsTextOrRefused() throws {
        #expect(try run("a forbidden step", contentType: "application/x-odd").0?.head.status == 400)
        var exchange = try TestRules.exchange(contentType: "application/x-odd")
        exchange.body = [0xFF, 0x00, 0xFE]
        #expect(Chain(stages: [FilterRequest()]).receive(&exchange)?.head.status == 415)
    }
}
