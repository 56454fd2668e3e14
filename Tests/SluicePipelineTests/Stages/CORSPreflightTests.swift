import SluicePipeline
import Testing

/// The preflight of the CORS protocol (Fetch standard, sections 3.3.2 and 4.8).
struct CORSPreflightTests {
    static let listed = "[{cors: {origins: ['https://chat.example.com', 'http://localhost:5173']}}, forward]"

    static func preflight(
        _ origin: String?, method: String? = "POST", headers: String? = nil, extra: [(String, String)] = []
    ) -> Exchange {
        var fields = extra
        if let origin { fields.append(("Origin", origin)) }
        if let method { fields.append(("Access-Control-Request-Method", method)) }
        if let headers { fields.append(("Access-Control-Request-Headers", headers)) }
        return .sample(fields, method: "OPTIONS")
    }

    @Test func aPreflightOfAListedOriginIsAnsweredInFull() throws {
        var exchange = Self.preflight(
            "https://chat.example.com", headers: "authorization,content-type, x-stainless-os")
        let answer = try #require(try chain(Self.listed).admit(&exchange))
        #expect(answer.head.status == 204)
        #expect(answer.body.isEmpty)
        #expect(
            answer.head.fields.lines == [
                "vary: origin, access-control-request-method, access-control-request-headers",
                "access-control-allow-origin: https://chat.example.com",
                "access-control-allow-methods: GET, POST, PUT, PATCH, DELETE, OPTIONS, HEAD",
                "access-control-allow-headers: authorization, content-type, x-stainless-os",
            ])
    }

    @Test(arguments: [
        "https://evil.example", "null", "http://chat.example.com", "https://chat.example.com:8443",
        "https://chat.example.com.evil.example", "https://evilchat.example.com", "https://chat.example.com/",
        "https://CHAT.example.com", "http://localhost", "http://localhost:51730",
        "https://chat.example.com https://evil.example", "https://chat.example.com, null", "",
    ])
    func aForeignOriginIsAnsweredWithoutPermission(origin: String) throws {
        var exchange = Self.preflight(origin, headers: "authorization")
        let answer = try #require(try chain(Self.listed).admit(&exchange))
        #expect(answer.head.status == 204)
        #expect(
            answer.head.fields.lines == [
                "vary: origin, access-control-request-method, access-control-request-headers"
            ])
    }

    @Test func twoOriginFieldsAreNoOrigin() throws {
        var exchange = Self.preflight("https://chat.example.com", extra: [("Origin", "https://evil.example")])
        let answer = try #require(try chain(Self.listed).admit(&exchange))
        #expect(!answer.head.fields.contains("access-control-allow-origin"))
    }

    @Test(arguments: [
        ("GET", ["Origin", "Access-Control-Request-Method"]), ("OPTIONS", ["Access-Control-Request-Method"]),
        ("OPTIONS", ["Origin"]), ("OPTIONS", []), ("options", ["Origin", "Access-Control-Request-Method"]),
    ])
    func whatIsNoPreflightGoesOn(method: String, names: [String]) throws {
        var exchange = Exchange.sample(names.map { ($0, "https://chat.example.com") }, method: method)
        let answer = try chain(Self.listed).admit(&exchange)
        #expect(answer == nil)
    }

    @Test func thePreflightIsAnsweredOnEveryPathAndBeforeOtherStages() throws {
        var exchange = Self.preflight(
            "https://chat.example.com",
            extra: [("Content-Length", "900"), ("Connection", "authorization")])
        let yaml = """
            - cors: { origins: ["https://chat.example.com"] }
            - body_limit: 1KiB
            - allow_headers: { response: [date] }
            - forward
            """
        let answer = try #require(try chain(yaml).admit(&exchange))
        #expect(answer.head.fields["access-control-allow-origin"] == "https://chat.example.com")
    }

    @Test func theWildcardNamesNoOriginAndDoesNotVaryByIt() throws {
        var exchange = Self.preflight("https://anyone.example", headers: "X-API-Key")
        let answer = try #require(try chain("[{cors: {origins: '*'}}, forward]").admit(&exchange))
        #expect(
            answer.head.fields.lines == [
                "vary: access-control-request-method, access-control-request-headers",
                "access-control-allow-origin: *",
                "access-control-allow-methods: GET, POST, PUT, PATCH, DELETE, OPTIONS, HEAD",
                "access-control-allow-headers: X-API-Key",
            ])
    }

    @Test func optionsAppearInThePreflight() throws {
        let yaml = """
            - cors:
                origins: ["https://chat.example.com"]
                credentials: true
                methods: [GET, POST]
                headers: [Content-Type, x-api-key]
                max_age: 10m
                private_network: true
                expose: [x-request-id]
            - forward
            """
        var exchange = Self.preflight(
            "https://chat.example.com", headers: "x-other",
            extra: [("Access-Control-Request-Private-Network", "true")])
        let answer = try #require(try chain(yaml).admit(&exchange))
        #expect(
            answer.head.fields.lines == [
                "vary: origin, access-control-request-method, access-control-request-headers, "
                    + "access-control-request-private-network",
                "access-control-allow-origin: https://chat.example.com",
                "access-control-allow-credentials: true",
                "access-control-allow-methods: GET, POST",
                "access-control-allow-headers: content-type, x-api-key",
                "access-control-max-age: 600",
                "access-control-allow-private-network: true",
            ])
    }

    @Test(arguments: [nil, "false"])
    func aPrivateNetworkIsOpenedOnlyWhenAskedFor(request: String?) throws {
        let yaml = "[{cors: {origins: ['https://chat.example.com'], private_network: true}}, forward]"
        var exchange = Self.preflight(
            "https://chat.example.com",
            extra: request.map { [("Access-Control-Request-Private-Network", $0)] } ?? [])
        let answer = try #require(try chain(yaml).admit(&exchange))
        #expect(!answer.head.fields.contains("access-control-allow-private-network"))
    }

    @Test(arguments: [nil, "", "x-good, x bad", "x-\u{e9}"])
    func noOrImpossibleFieldNamesAreNotEchoed(headers: String?) throws {
        var exchange = Self.preflight("https://chat.example.com", headers: headers)
        let answer = try #require(try chain(Self.listed).admit(&exchange))
        #expect(!answer.head.fields.contains("access-control-allow-headers"))
        #expect(answer.head.fields.contains("access-control-allow-origin"))
    }

    @Test func theOriginNullIsAllowedOnlyWhenListed() throws {
        var exchange = Self.preflight("null")
        let answer = try #require(try chain("[{cors: {origins: [null]}}, forward]").admit(&exchange))
        #expect(answer.head.fields["access-control-allow-origin"] == "null")
    }
}
