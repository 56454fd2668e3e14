import SluicePipeline
import SluiceRules
import Testing

/// When a silent stream takes an event without meaning, and which.
struct KeepaliveTests {
    private static let comment = ": sluice\n\n"
    private static let ping = "event: ping\ndata: {\"type\":\"ping\"}\n\n"
    private static let chat =
        #"data: {"choices":[{"index":0,"delta":{"content":"hello"},"finish_reason":null}]}"# + "\n\n"
    private static let held = chat.replacing("hello", with: "see pro")
    private static let role = chat.replacing("hello", with: "")
    private static let block =
        #"event: content_block_start\#ndata: {"type":"content_block_start","index":0,"#
        + #""content_block":{"type":"text","text":"hello"}}"# + "\n\n"
    private static let delta =
        #"event: response.output_text.delta\#ndata: {"type":"response.output_text.delta","output_index":0,"#
        + #""content_index":0,"delta":"hello"}"# + "\n\n"
    private static let candidate =
        #"data: {"candidates":[{"content":{"parts":[{"text":"hello"}]}}]}"# + "\r\n\r\n"
    private static let line = #"{"message":{"content":"hello"},"done":false}"# + "\n"

    /// A relay that has taken these pieces, and all that it has sent.
    private func relay(
        _ pieces: [String], path: String = "/v1/chat/completions", type: String = "text/event-stream",
        status: Int = 200, options: FilterResponse.Options = FilterResponse.Options()
    ) throws -> (relay: ResponseRelay, sent: String) {
        var exchange = try TestRules.exchange(path: path, body: "{}")
        let chain = Chain(stages: [FilterRequest(), FilterResponse(options: options)])
        #expect(chain.receive(&exchange) == nil)
        var relay = ResponseRelay(chain: chain, exchange: exchange)
        var head = ResponseHead(status: status)
        head.fields.append(.contentType, type)
        relay.open(head, contentLength: nil)
        var sent: [UInt8] = []
        for piece in pieces where relay.state == .open {
            relay.push(Array(piece.utf8).span)
            _ = relay.takeHead()
            sent += relay.output
            relay.output = []
        }
        return (relay, String(decoding: sent, as: UTF8.self))
    }

    /// What a silent client gets; nil: nothing.
    private func keepalive(_ relay: inout ResponseRelay) -> String? {
        let before = relay.exchange
        guard relay.keepAlive() else { return nil }
        #expect(relay.exchange.receipt == before.receipt && relay.exchange.findings == before.findings)
        defer { relay.output = [] }
        return String(decoding: relay.output, as: UTF8.self)
    }

    @Test(
        arguments: [
            ("/v1/chat/completions", chat, comment),
            ("/v1/completions", #"data: {"choices":[{"text":"hello"}]}"# + "\n\n", comment),
            ("/v1/responses", delta, comment),
            ("/v1/messages", block, ping),
            ("/v1/models/m:streamGenerateContent", candidate, nil),
            ("/v1/other", chat, nil),
        ] as [(String, String, String?)])
    func aSilentStreamGetsTheEventWithoutMeaningOfItsDialect(
        path: String, event: String, expected: String?
    ) throws {
        var (relay, sent) = try relay([event], path: path)
        #expect(sent == event)
        #expect(keepalive(&relay) == expected)
        #expect(keepalive(&relay) == expected)
    }

    @Test func aStreamOfLinesGetsNone() throws {
        var (relay, sent) = try relay([Self.line], path: "/api/chat", type: "application/x-ndjson")
        #expect(sent == Self.line)
        #expect(keepalive(&relay) == nil)
        (relay, sent) = try self.relay([Self.line], type: "application/x-ndjson")
        #expect(keepalive(&relay) == nil)
    }

    @Test(arguments: ["\n", "\r\n", "\r"])
    func itsLinesEndLikeTheStreams(ending: String) throws {
        let events = [Self.chat, Self.chat].map { $0.replacing("\n", with: ending) }
        var (relay, _) = try relay(events)
        #expect(keepalive(&relay) == Self.comment.replacing("\n", with: ending))
    }

    @Test func heldTextIsKeptAliveBetweenEventsAndStaysHeld() throws {
        var (relay, sent) = try relay([Self.chat, Self.held])
        #expect(sent == Self.chat)
        #expect(keepalive(&relay) == Self.comment)
        relay.push(Array(Self.chat.replacing("hello", with: "ject nightjar now").utf8.prefix(40)).span)
        #expect(relay.output.isEmpty)
        #expect(keepalive(&relay) == Self.comment)
        relay.push(Array(Self.chat.replacing("hello", with: "ject nightjar now").utf8.dropFirst(40)).span)
        #expect(
            String(decoding: relay.output, as: UTF8.self).hasPrefix(
                Self.held.replacing("pro", with: "[name]")))
        let isKeptAlive = relay.keepAlive()
        #expect(!isKeptAlive, "there is something to send")
    }

    @Test func aHeadThatIsKeptBackStaysBack() throws {
        var (relay, sent) = try relay([Self.role, Self.chat.replacing("hello", with: "forbidd")])
        #expect(sent.isEmpty)
        #expect(keepalive(&relay) == nil)
        relay.push(Array(Self.chat.replacing("hello", with: "en step now").utf8).span)
        let head = relay.takeHead()
        #expect(head?.head.status == 400)
    }

    @Test(arguments: ["id: 7\n", "id:\n", "id\n"])
    func behindAnIDNoneComes(field: String) throws {
        var (relay, sent) = try relay([Self.chat, field + Self.chat])
        #expect(sent == Self.chat + field + Self.chat)
        #expect(keepalive(&relay) == nil)
    }

    @Test(arguments: [": id: 7\n\n", "retry: 7\n\n", "idle: 7\n\n"])
    func otherLinesDoNoHarm(lines: String) throws {
        var (relay, _) = try relay([Self.chat, lines])
        #expect(keepalive(&relay) == Self.comment)
    }

    @Test(arguments: [
        ("/v1/chat/completions", chat, "data: [DONE]\n\n"),
        ("/v1/messages", block, #"event: message_stop\#ndata: {"type":"message_stop"}"# + "\n\n"),
        (
            "/v1/responses", delta,
            #"event: response.completed\#ndata: {"type":"response.completed","response":{}}"# + "\n\n"
        ),
    ])
    func behindTheEndNoneComes(path: String, event: String, end: String) throws {
        var (relay, sent) = try relay([event, end], path: path)
        #expect(sent == event + end)
        #expect(relay.state == .open)
        #expect(keepalive(&relay) == nil)
    }

    @Test(arguments: [
        [chat, chat.replacing("hello", with: "a forbidden step now")],
        [chat, chat.replacing("hello", with: "a forbidden step now"), chat],
    ])
    func aStreamThatABlockEndedGetsNone(events: [String]) throws {
        var (relay, _) = try relay(events)
        #expect(relay.state == .complete)
        #expect(keepalive(&relay) == nil)
    }

    @Test(arguments: [
        ("application/json", 200, #"{"choices":[{"index":0,"mess"#), ("text/plain", 200, "hello the"),
        ("audio/mpeg", 200, "hello"), ("text/event-stream", 500, chat),
    ])
    func anAnswerThatIsNoStreamGetsNone(type: String, status: Int, body: String) throws {
        var (relay, _) = try relay([body], type: type, status: status)
        #expect(keepalive(&relay) == nil)
    }

    @Test func withoutPreambleTheFirstEventOpensTheWay() throws {
        var options = FilterResponse.Options()
        options.holdsPreamble = false
        var (relay, sent) = try relay([Self.role, Self.held], options: options)
        #expect(sent == Self.role)
        #expect(keepalive(&relay) == Self.comment)
    }

    @Test(
        arguments: [
            ("keepalive: 10s", Duration.seconds(10)), ("keepalive: 250ms", .milliseconds(250)),
            ("keepalive: off", nil), ("keepalive: 0", nil), ("keepalive: 0s", nil),
            ("ending: soft", .seconds(15)),
        ] as [(String, Duration?)])
    func theIntervalIsAnOption(option: String, expected: Duration?) throws {
        let diagnostics = Diagnostics()
        let node: ConfigNode = try #require(Self.node(option))
        let stage = FilterResponse(options: node, diagnostics)
        #expect(diagnostics.all.map(\.message) == [])
        #expect(Chain(stages: [try #require(stage)]).keepalive == expected)
        #expect(Chain(stages: [FilterRequest()]).keepalive == nil)
    }

    @Test(arguments: [
        "keepalive: soon", "keepalive: 2d", "keepalive: -1s", "keepalive: 15", "keepalive: [1s]",
    ])
    func anIntervalThatIsNoneIsRefused(option: String) throws {
        let diagnostics = Diagnostics()
        let node: ConfigNode = try #require(Self.node(option))
        _ = FilterResponse(options: node, diagnostics)
        #expect(diagnostics.all.map { $0.message.contains("`keepalive`") } == [true])
    }

    private static func node(_ option: String) -> ConfigNode? {
        YAMLDocument.read(path: "c.yaml", bytes: Array(option.utf8), Diagnostics())
    }
}
