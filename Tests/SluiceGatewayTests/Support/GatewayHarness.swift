import Logging
import NIOCore
import SluiceGateway
import SluiceRules
import Synchronization
import Testing

/// A gateway on a free port, in front of a provider that the test scripts.
struct GatewayHarness: Sendable {
    let gateway: Gateway
    let port: Int
    let adminPort: Int?
    let upstream: FakeUpstream
    let log: CollectedLog
    let reports: CollectedReports

    /// The stages that a test's chain has before `forward` unless it says otherwise; paths and methods are free.
    static let stages = "{ filter_request: { unknown_endpoint: inspect, realtime: pass } }, filter_response"

    /// Runs a gateway for the time of a test.
    ///
    /// - Parameters:
    ///   - stages: The chain, without `forward`.
    ///   - rules: The value of `rules` in the configuration.
    ///   - upstreamOptions: Beside `url`.
    ///   - extra: Further top-level lines of the configuration.
    ///   - tap: Sees the exchanges.
    ///   - answer: See `FakeUpstream.start`.
    static func run(
        stages: String = stages, rules: String = "{ allow_none: true }", upstreamOptions: String = "",
        routes: String? = nil, extra: String = "",
        drain: Duration = .zero, tap: (any TrafficTap)? = nil,
        answer: (@Sendable (FakeUpstream.Call) -> String?)? = nil,
        _ body: @Sendable (GatewayHarness) async throws -> Void
    ) async throws {
        let upstream = try await FakeUpstream.start(answer: answer)
        let text = """
            version: 1
            listen: 127.0.0.1:0
            rules: \(rules)
            upstreams:
              fake: { url: "\(upstream.url)"\(upstreamOptions) }
            routes: \(routes ?? "[{ path: /v1/, upstream: fake }]")
            chain: [\(stages), forward]
            \(extra)
            """
        let configuration = try configuration(text)
        let log = CollectedLog()
        let reports = CollectedReports()
        let gateway = Gateway(
            configuration: configuration, logger: log.logger, tap: tap, report: { reports.add($0) })
        let bound = try await gateway.start()
        let harness = GatewayHarness(
            gateway: gateway, port: try #require(bound.listeners.first).port, adminPort: bound.admin?.port,
            upstream: upstream, log: log, reports: reports)
        do {
            try await body(harness)
        } catch {
            await gateway.shutdown(drain: drain)
            await upstream.stop()
            throw error
        }
        await gateway.shutdown(drain: drain)
        await upstream.stop()
    }

    /// Reads a configuration that has to be valid.
    static func configuration(_ text: String) throws -> GatewayConfiguration {
        let diagnostics = Diagnostics()
        var overrides = GatewayConfiguration.Overrides()
        overrides.eventLoops = 1
        let configuration = ConfigurationLoader.load(
            path: "test.yaml", bytes: Array(text.utf8), overrides: overrides, diagnostics)
        let complaints = diagnostics.sorted.map { "\($0.location?.description ?? ""): \($0.message)" }
        return try #require(configuration, "\(complaints)")
    }

    func connect() async throws -> RawConnection {
        try await RawConnection.connect(port)
    }

    /// Sends bytes on a connection of their own and reads everything up to its end.
    func exchange(_ text: String) async throws -> String {
        let connection = try await connect()
        try await connection.send(text)
        let answer = await connection.readToEnd()
        await connection.close()
        return answer
    }
}

/// What a gateway logged.
final class CollectedLog: Sendable {
    private let lines = Mutex<[String]>([])

    var all: [String] { lines.withLock { $0 } }

    var logger: Logger {
        Logger(label: "test") { _ in Handler(log: self) }
    }

    private struct Handler: LogHandler {
        let log: CollectedLog
        var metadata = Logger.Metadata()
        var logLevel = Logger.Level.info

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let fields = (event.metadata ?? [:]).sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
            log.lines.withLock { $0.append("\(event.message) \(fields.joined(separator: " "))") }
        }
    }
}

/// Requests and answers in a few words.
enum Wire {
    static let chat = "/v1/chat/completions"

    /// A POST request with a JSON body.
    static func post(_ body: String, path: String = chat, fields: [String] = []) -> String {
        let lines =
            ["POST \(path) HTTP/1.1", "host: sluice.test", "content-length: \(body.utf8.count)"] + fields
        return lines.joined(separator: "\r\n") + "\r\n\r\n" + body
    }

    static func get(_ path: String = "/v1/models", fields: [String] = []) -> String {
        (["GET \(path) HTTP/1.1", "host: sluice.test"] + fields).joined(separator: "\r\n") + "\r\n\r\n"
    }

    /// A complete answer with a JSON body.
    static func answer(_ body: String = "{}", status: String = "200 OK", fields: [String] = []) -> String {
        let lines =
            ["HTTP/1.1 \(status)", "content-type: application/json", "content-length: \(body.utf8.count)"]
            + fields
        return lines.joined(separator: "\r\n") + "\r\n\r\n" + body
    }

    /// The head of a stream of events.
    static let streamHead = """
        HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n
        """

    static func chunk(_ text: String) -> String {
        String(text.utf8.count, radix: 16) + "\r\n" + text + "\r\n"
    }

    /// An event of a chat stream.
    static func event(_ text: String) -> String {
        """
        data: {"id":"c1","object":"chat.completion.chunk","created":1,"model":"m",\
        "choices":[{"index":0,"delta":{"content":"\(text)"},"finish_reason":null}]}\n\n
        """
    }

    static let lastChunk = "0\r\n\r\n"

    /// The status of an answer.
    static func status(_ answer: String) -> Int {
        Int(answer.split(separator: " ").dropFirst().first ?? "") ?? 0
    }
}
