import SluicePipeline
import SluiceRecording
import SluiceWire
import Testing

struct CassetteTests {
    private func read(_ yaml: String) throws -> [RecordedExchange] {
        try Cassette.read(file: "own.yaml", bytes: Array(yaml.utf8))
    }

    @Test func aPythonCassetteIsRead() throws {
        let exchanges = try read(
            """
            interactions:
            - request:
                body: '{"model":"m"}'
                headers:
                  Content-Type: [application/json]
                  content-length: ['13']
                method: post
                uri: https://api.example.org/v1/chat/completions?trial=1
              response:
                body: { string: "data: [DONE]\\n\\n" }
                headers: { Content-Type: [text/event-stream] }
                status: { code: 200, message: OK }
            version: 1
            """)
        let exchange = try #require(exchanges.first)
        #expect(exchanges.count == 1)
        #expect(exchange.name == "own.yaml")
        #expect(exchange.request.method == "POST")
        #expect(exchange.request.path == "/v1/chat/completions")
        #expect(exchange.request.query == "trial=1")
        #expect(exchange.request.body == Array(#"{"model":"m"}"#.utf8))
        #expect(!exchange.request.fields.contains(.contentLength))
        #expect(exchange.response.isEventStream)
        #expect(exchange.response.body == Array("data: [DONE]\n\n".utf8))
    }

    @Test func aRubyCassetteIsRead() throws {
        let exchanges = try read(
            """
            ---
            http_interactions:
            - request:
                method: post
                uri: https://api.example.org/v1/messages
                body: { encoding: UTF-8, string: '{"a":1}' }
                headers: {}
              response:
                status: { code: 401, message: Unauthorized }
                headers: { Content-Type: [application/json] }
                body: { encoding: ASCII-8BIT, base64_string: eyJlcnJvciI6e319 }
              recorded_at: Sat, 21 Nov 2026 00:00:00 GMT
            recorded_with: VCR 6.2.0
            """)
        let exchange = try #require(exchanges.first)
        #expect(exchange.request.body == Array(#"{"a":1}"#.utf8))
        #expect(exchange.response.status == 401)
        #expect(exchange.response.body == Array(#"{"error":{}}"#.utf8))
    }

    @Test func aParsedBodyBecomesJSONAgain() throws {
        let exchanges = try read(
            """
            interactions:
            - request: { method: GET, uri: /v1/models, headers: {} }
              response:
                headers: {}
                parsed_body:
                  text: "line\\none"
                  count: 12
                  share: 0.5
                  quoted: '12'
                  none: null
                  sure: true
                  list: [a, [], {}]
                status: { code: 200 }
            """)
        let expected =
            #"{"text":"line\none","count":12,"share":0.5,"quoted":"12","none":null,"sure":true,"list":["a",[],{}]}"#
        #expect(exchanges.first.map { String(decoding: $0.response.body, as: UTF8.self) } == expected)
    }

    @Test func aCompressedBodyIsDecompressed() throws {
        let exchanges = try read(
            """
            interactions:
            - request: { method: GET, uri: 'http://h/x', headers: {} }
              response:
                headers: { Content-Encoding: [gzip] }
                body:
                  string: !!binary |
                    H4sIAAAAAAAAA8tIzcnJBwCGphA2BQAAAA==
                status: { code: 200 }
            """)
        let exchange = try #require(exchanges.first)
        #expect(exchange.response.body == Array("hello".utf8))
        #expect(!exchange.response.fields.contains(.contentEncoding))
    }

    @Test(arguments: [
        ("", "own.yaml: the file is empty"),
        ("just: text", "own.yaml: no `interactions`: not a VCR cassette"),
        ("interactions: 3", "own.yaml: line 1: `interactions` is no list"),
        ("interactions:\n- request: {}", "own.yaml: line 2: `response` is missing"),
        ("interactions:\n- [1]", "own.yaml: line 2: `request` is missing"),
        (
            "interactions:\n- {request: {method: GET, uri: /}, response: {status: {code: many}}}",
            "own.yaml: line 2: `many` is no status code"
        ),
        (
            "interactions:\n- {request: {method: GET, uri: /, body: [1]}, response: {status: {code: 200}}}",
            "own.yaml: line 2: a body is neither text nor a mapping"
        ),
        (
            "interactions:\n- {request: {method: GET, uri: /, body: {base64_string: '?'}}, response: {}}",
            "own.yaml: line 2: the body is no base64"
        ),
    ])
    func anOddFileIsAnErrorWithItsPlace(yaml: String, expected: String) {
        let error = #expect(throws: CassetteError.self) { try read(yaml) }
        #expect(error?.description == expected)
    }

    @Test(arguments: [
        "a: [", "\u{0}", "&a [*a]", "? [1]\n: 2", "interactions: !!binary x", "- - - -", "a: 1\na: 2",
    ])
    func noFileEndsTheProcess(yaml: String) {
        #expect(throws: CassetteError.self) { try read(yaml) }
    }

    @Test(.enabled(if: RecordingsFolder.isPresent))
    func everyRecordedExchangeIsRead() throws {
        let exchanges = try RecordingsFolder.exchanges()
        let streams = try RecordingsFolder.streams()
        print("\(exchanges.count) recorded exchanges, \(streams.count) streams with a dialect:")
        for (name, group) in Dictionary(grouping: streams, by: \.dialect.name).sorted(by: { $0.key < $1.key })
        {
            print(
                "  \(name): \(group.count) streams, \(group.reduce(0) { $0 + $1.response.body.count }) bytes")
        }
        #expect(exchanges.count > 150)
        #expect(!streams.isEmpty)
    }
}
