import Foundation
import SluiceGateway
import Testing

/// faults.md, rows 83, 84 and 87: ways round the filter that need a socket.
@Suite(.timeLimit(.minutes(4)))
struct RequestBypassTests {
    private static let rule = """
        version: 1
        rules:
          - id: test.phrase
            state: enforce
            level: low
            targets: [request.*, response.*]
            match: { keywords: [quokka pastry] }
            action: block
            examples: { match: [a quokka pastry], no_match: [a pastry] }
        """

    private static let body = #"{"messages":[{"role":"user","content":"a quokka pastry"}]}"#

    /// Runs a gateway with a rule against the phrase.
    private func run(
        stages: String = GatewayHarness.stages, answer: @escaping @Sendable (FakeUpstream.Call) -> String?,
        _ test: @Sendable (GatewayHarness) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data(Self.rule.utf8).write(to: folder.appending(path: "a.rules.yaml"))
        try await GatewayHarness.run(
            stages: stages, rules: "{ dir: \"\(folder.path)\" }", answer: answer, test)
    }

    /// The answer of an upstream that says whether the phrase has come through.
    private static func leak(_ call: FakeUpstream.Call) -> String {
        Wire.answer(call.request.contains("uokka pastry") ? #"{"leaked":true}"# : #"{"leaked":false}"#)
    }

    @Test(arguments: [
        "//v1/chat/completions", "/v1//chat/completions", "/v1/./chat/completions",
        "/v1/x/../chat/completions", "/v1/%2e%2e/v1/chat/completions", "/v1/%63hat/completions",
        "/v1/chat%2fcompletions", "/v1/chat/completions;v=1", "/v1/chat/completions%3bv=1",
        "/V1/chat/completions", "/v1/Chat/Completions", "/v1/chat/completions%00", "/v1/chat\\completions",
        "/v1/chat/completions/", "/v1/v1/chat/completions", "/v1/novel",
        "/v1/chat/completions?x=/../../novel", "/v1/chat/completions#f",
    ])
    func noSpellingOfAPathGoesUnseen(path: String) async throws {
        try await run(answer: { Self.leak($0) }) { harness in
            let answer = try await harness.exchange(
                Wire.post(Self.body, path: path, fields: ["connection: close"]))
            #expect([400, 404].contains(Wire.status(answer)), "\(answer)")
            #expect(!answer.contains("leaked"))
        }
    }

    @Test(arguments: ["GET", "PUT", "PATCH", "DELETE", "OPTIONS", "NOVEL"])
    func noMethodCarriesABodyUnseen(method: String) async throws {
        try await run(answer: { Self.leak($0) }) { harness in
            let request = Wire.post(Self.body, fields: ["connection: close"])
            let answer = try await harness.exchange(method + request.dropFirst("POST".count))
            #expect((400..<500).contains(Wire.status(answer)), "\(answer)")
            #expect(!answer.contains("leaked"))
        }
    }

    @Test(arguments: [
        ["content-type: text/plain"], ["content-type: image/png"], ["content-type: application/novel"],
        ["content-type: APPLICATION/JSON; Charset=x"], ["content-type: multipart/form-data"],
        ["content-type: application/x-www-form-urlencoded"],
        ["content-type: application/json", "content-type: image/png"], ["content-encoding: identity"],
        ["content-encoding: novel"], [],
    ])
    func noTypeHidesABody(fields: [String]) async throws {
        try await run(answer: { Self.leak($0) }) { harness in
            let answer = try await harness.exchange(
                Wire.post(Self.body, fields: fields + ["connection: close"]))
            #expect((400..<500).contains(Wire.status(answer)), "\(answer)")
            #expect(!answer.contains("leaked"))
        }
    }

    /// Header fields that the chain doesn't name, trailers and chunk extensions stay behind.
    @Test func whatStandsAroundABodyIsLeftOut() async throws {
        let stages = "{ allow_headers: { response: [content-type] } }, filter_request, filter_response"
        let event = Wire.event("hello")
        let size = String(event.utf8.count, radix: 16)
        let answer =
            "HTTP/1.1 200 quokka pastry\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n"
            + "trailer: x-note\r\nx-note: quokka pastry\r\nset-cookie: a=quokka pastry\r\n\r\n"
            + "\(size);note=\"quokka pastry\"\r\n\(event)\r\n0\r\nx-note: quokka pastry\r\n\r\n"
        try await run(stages: stages, answer: { _ in answer }) { harness in
            let request = Wire.post(#"{"messages":[]}"#, fields: ["connection: close"])
            let received = try await harness.exchange(request)
            #expect(Wire.status(received) == 200, "\(received)")
            #expect(received.contains("hello"))
            #expect(!received.contains("quokka"), "\(received)")
        }
    }

    @Test func anErrorOfTheProvidersIsFiltered() async throws {
        let error = #"{"error":{"message":"no a quokka pastry","type":"t"}}"#
        try await run(answer: { _ in Wire.answer(error, status: "400 Bad Request") }) { harness in
            let received = try await harness.exchange(
                Wire.post(#"{"messages":[]}"#, fields: ["connection: close"]))
            #expect(Wire.status(received) == 400)
            #expect(received.contains("content_filter"))
            #expect(!received.contains("quokka"), "\(received)")
        }
    }
}
