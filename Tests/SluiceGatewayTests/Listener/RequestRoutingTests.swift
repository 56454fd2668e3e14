import SluiceGateway
import Testing

/// faults.md, rows 19 to 22 and 83: where a request goes is the configuration's business alone.
@Suite(.timeLimit(.minutes(4)))
struct RequestRoutingTests {
    @Test func theUpstreamGetsItsOwnHostAndNoHopByHopField() async throws {
        try await GatewayHarness.run(answer: { _ in Wire.answer() }) { harness in
            let fields = [
                "connection: close, x-hop", "keep-alive: 5", "proxy-authorization: a", "te: trailers",
                "x-hop: 1",
                "x-base-url: http://127.0.0.1:1", "x-forwarded-host: other.example",
                "x-portkey-custom-host: http://127.0.0.1:1", "x-custom: kept",
            ]
            let request = Wire.post(
                #"{"model":"m","messages":[],"api_base":"http://127.0.0.1:1"}"#, fields: fields)
            let status1 = Wire.status(try await harness.exchange(request))
            #expect(status1 == 200)
            let head = try await harness.upstream.next().head.lowercased()
            #expect(head.contains("\r\nhost: 127.0.0.1:\(harness.upstream.port)\r\n"))
            #expect(head.contains("\r\naccept-encoding: identity"))
            #expect(head.contains("\r\nx-custom: kept"))
            for name in ["keep-alive", "proxy-authorization", "te", "x-hop", "connection"] {
                #expect(!head.contains("\r\n\(name):"), "\(name)")
            }
        }
    }

    @Test func connectionCannotNameACredential() async throws {
        try await GatewayHarness.run(answer: { _ in Wire.answer() }) { harness in
            let fields = ["connection: authorization", "authorization: Bearer x"]
            let answer = try await harness.exchange(Wire.get(fields: fields))
            #expect(Wire.status(answer) == 400)
        }
    }

    @Test(arguments: [
        "//v1/models", "/v1//models", "/v1/./models", "/v1/../v1/models", "/v1/%2e%2e/admin",
        "/v1/%2E/models",
        "/v1%2fmodels", "/v1/%5cmodels", "/v1\\models", "/v1/models;v=1", "/v1/models%00", "/v1/models%0a",
        "/V1/models", "/v2/models", "/", "/v1", "/v1/models/..", "/v1/models%3bx",
    ])
    func otherSpellingsOfAPathAreNotForwarded(_ path: String) async throws {
        try await GatewayHarness.run(answer: { _ in Wire.answer() }) { harness in
            let answer = try await harness.exchange(Wire.get(path, fields: ["connection: close"]))
            #expect([400, 404].contains(Wire.status(answer)), "\(answer)")
            #expect(!answer.hasSuffix("{}"))
        }
    }

    @Test(arguments: [
        ("/v1/%63hat/completions?a=%2F/../b", "/v1/chat/completions?a=%2F/../b"),
        ("/v1/models/", "/v1/models/"), ("/v1/a%c3%a9b", "/v1/a%C3%A9b"), ("/v1/a...b/...", "/v1/a...b/..."),
        ("/v1/models/g:generateContent?alt=sse", "/v1/models/g:generateContent?alt=sse"),
    ])
    func theNormalPathIsForwarded(_ sent: String, _ expected: String) async throws {
        try await GatewayHarness.run(answer: { _ in Wire.answer() }) { harness in
            let status2 = Wire.status(
                try await harness.exchange(Wire.get(sent, fields: ["connection: close"])))
            #expect(status2 == 200)
            let head3 = try await harness.upstream.next().head
            #expect(head3.hasPrefix("GET \(expected) HTTP/1.1\r\n"))
        }
    }

    @Test func theFirstRouteThatFitsTakesTheRequest() async throws {
        let routes = """
            [{ path: /gpt/, strip_prefix: true, upstream: fake }, { path: /v1/messages, upstream: fake },
            { path: /v1/, when: { header: authorization }, upstream: fake }]
            """
        try await GatewayHarness.run(routes: routes, answer: { _ in Wire.answer() }) { harness in
            for (path, fields, status, forwarded) in [
                ("/gpt/v1/models", [], 200, "/v1/models"), ("/gpt/", [], 200, "/"), ("/gpt", [], 404, ""),
                ("/v1/messages", [], 200, "/v1/messages"),
                ("/v1/messages/count", [], 200, "/v1/messages/count"),
                ("/v1/messages-x", [], 403, ""), ("/v1/models", [], 403, ""),
                ("/v1/models", ["Authorization: x"], 200, "/v1/models"), ("/other", [], 404, ""),
            ] {
                let answer = try await harness.exchange(
                    Wire.get(path, fields: fields + ["connection: close"]))
                #expect(Wire.status(answer) == status, "\(path) \(answer)")
                if status == 403 { #expect(answer.contains("missing_credentials")) }
                if status == 404 { #expect(answer.contains("route_not_found")) }
                guard status == 200 else { continue }
                let head4 = try await harness.upstream.next().head
                #expect(head4.hasPrefix("GET \(forwarded) "))
            }
        }
    }

    @Test func absoluteFormNamesThisListenerOnly() async throws {
        try await GatewayHarness.run(answer: { _ in Wire.answer() }) { harness in
            for (authority, status) in [("127.0.0.1:\(harness.port)", 200), ("127.0.0.1:1", 400), ("a", 400)]
            {
                let request =
                    "GET http://\(authority)/v1/models HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n"
                let status5 = Wire.status(try await harness.exchange(request))
                #expect(status5 == status)
            }
        }
    }

    @Test func corsFieldsAreOnTheTransportsOwnAnswers() async throws {
        let stages = "{ cors: { origins: [\"https://a.example\"] } }, filter_request, filter_response"
        let routes = "[{ path: /v1/, when: { header: authorization }, upstream: fake }]"
        try await GatewayHarness.run(stages: stages, routes: routes) { harness in
            let origin = ["origin: https://a.example", "connection: close"]
            for path in ["/nowhere", "/v1/models", "/v1//models"] {
                let answer = try await harness.exchange(Wire.get(path, fields: origin))
                #expect(
                    answer.lowercased().contains("access-control-allow-origin: https://a.example"),
                    "\(answer)")
            }
            let preflight = """
                OPTIONS /v1/chat/completions HTTP/1.1\r\nhost: a\r\norigin: https://a.example\r\n\
                access-control-request-method: POST\r\naccess-control-request-headers: authorization\r\n\
                connection: close\r\n\r\n
                """
            let status6 = Wire.status(try await harness.exchange(preflight))
            #expect(status6 == 204)
        }
    }
}
