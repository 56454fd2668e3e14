import Foundation
import SluiceGateway
import SluiceRules
import Synchronization
import Testing

/// What a reload takes over, what it leaves for a restart, and what it refuses.
@Suite(.timeLimit(.minutes(4)))
struct ReloadTests {
    private static let standard = """
        version: 1
        listen: 127.0.0.1:0
        admin: { listen: 127.0.0.1:0 }
        rules: { allow_none: true }
        upstreams:
          one: { url: "http://127.0.0.1:9" }
          two: { url: "http://127.0.0.1:9", plaintext: allowed }
        routes: [{ path: /v1/, upstream: one }]
        chain: [filter_request, filter_response, forward]
        limits: { drain: 0s }
        """

    /// Starts with one text of a configuration and reloads with another.
    private static func reload(
        from old: String = standard, to new: String,
        _ check: @Sendable (ReloadOutcome, Gateway) async throws -> Void
    ) async throws {
        let reads = Mutex(0)
        let source = ReloadSource { diagnostics in
            reads.withLock { $0 += 1 }
            return ConfigurationLoader.load(
                path: "new.yaml", bytes: Array(new.utf8), overrides: overrides, diagnostics)
        }
        let gateway = Gateway(
            configuration: try GatewayHarness.configuration(old), logger: CollectedLog().logger,
            source: source)
        try await gateway.start()
        do {
            try await check(try #require(await gateway.reload(.request)), gateway)
        } catch {
            await gateway.shutdown(drain: .zero)
            throw error
        }
        await gateway.shutdown(drain: .zero)
        #expect(reads.withLock(\.self) >= 1)
    }

    private static var overrides: GatewayConfiguration.Overrides {
        var overrides = GatewayConfiguration.Overrides()
        overrides.eventLoops = 1
        overrides.environment = { $0 == "KEY" ? "sk-x" : nil }
        return overrides
    }

    @Test func theSameTextIsUnchanged() async throws {
        try await Self.reload(to: Self.standard) { outcome, _ in
            #expect(outcome.result == .unchanged && outcome.needsRestart.isEmpty)
        }
    }

    @Test(arguments: [
        ("listen: 127.0.0.1:0\nadmin", "listen: 127.0.0.1:1\nadmin", ["listen"]),
        ("admin: { listen: 127.0.0.1:0 }", "admin: { listen: 127.0.0.1:1 }", ["admin"]),
        (
            "  one: { url: \"http://127.0.0.1:9\" }", "  one: { url: \"http://127.0.0.1:8\" }",
            ["upstreams.one"]
        ),
        ("  one: {", "  new: { url: \"http://127.0.0.1:9\" }\n  one: {", ["upstreams.new"]),
        ("  two: { url: \"http://127.0.0.1:9\", plaintext: allowed }\n", "", ["upstreams.two"]),
        ("limits: { drain: 0s }", "limits: { drain: 1s }", []),
        ("limits: { drain: 0s }", "limits: { drain: 0s, connections: 5 }", ["limits"]),
        ("limits: { drain: 0s }", "limits: { drain: 0s, store: \"sqlite:x.db\" }", ["limits"]),
        ("limits: { drain: 0s }", "trusted_proxies: [127.0.0.1]", ["trusted_proxies"]),
        ("limits: { drain: 0s }", "record: { dir: r }", ["record"]),
        ("limits: { drain: 0s }", "decision_log: { receipts: true }", ["decision_log"]),
        ("limits: { drain: 0s }", "access_log: { file: a.jsonl }", ["access_log"]),
        ("allow_none: true }", "allow_none: true, watch: true }", ["rules.watch"]),
        ("upstream: one", "upstream: two", []),
        ("filter_request, ", "", []),
    ])
    func whatOnlyARestartTakesOverIsNamed(old: String, new: String, fields: [String]) async throws {
        let text = Self.standard.replacing(old, with: new)
        try await Self.reload(to: text) { outcome, _ in
            #expect(outcome.result == .replaced && outcome.needsRestart == fields, "\(outcome)")
        }
    }

    @Test func whatWaitsForARestartIsNamedEachTime() async throws {
        let text = Self.standard.replacing("listen: 127.0.0.1:0\n", with: "listen: 127.0.0.1:1\n")
        try await Self.reload(to: text) { outcome, gateway in
            let again = try #require(await gateway.reload(.request))
            #expect(again.result == .unchanged && again.needsRestart == outcome.needsRestart)
        }
    }

    @Test(arguments: [
        ("upstream: one }", "upstream: three }", "new.yaml:"),
        ("chain: [", "chain: [authenticate, ", "clients"),
        ("routes: [{ path: /v1/, upstream: one }]", "routes: []", "route"),
    ])
    func whatCannotBeUsedIsSaid(old: String, new: String, complaint: String) async throws {
        let text = Self.standard.replacing(old, with: new)
        try await Self.reload(to: text) { outcome, _ in
            #expect(outcome.result == .failed)
            #expect(outcome.complaints.contains { $0.contains(complaint) }, "\(outcome.complaints)")
        }
    }

    @Test func aRouteCannotUseAnUpstreamThatIsNotOpen() async throws {
        let text = Self.standard.replacing("upstream: one }", with: "upstream: new }").replacing(
            "  one: {", with: "  new: { url: \"http://127.0.0.1:9\" }\n  one: {")
        try await Self.reload(to: text) { outcome, _ in
            #expect(
                outcome.result == .failed && outcome.complaints.first?.contains("`new`") == true, "\(outcome)"
            )
        }
    }

    /// The new text is sound by itself; with the listener that is open until a restart it would give a key away.
    @Test func aProvidersKeyDoesNotLieOpenUntilARestart() async throws {
        let keyed = Self.standard.replacing(
            "  one: { url: \"http://127.0.0.1:9\" }",
            with: "  one: { url: \"http://127.0.0.1:9\", key_env: HOME }")
        let open = keyed.replacing(
            "listen: 127.0.0.1:0\nadmin",
            with: "listen: { address: \"0.0.0.0:0\", plaintext: allowed }\nadmin"
        ).replacing("upstream: one }", with: "upstream: two }")
        try await Self.reload(from: open, to: keyed.replacing("HOME", with: "KEY")) { outcome, _ in
            #expect(outcome.result == .failed)
            #expect(outcome.complaints.first?.contains("could spend the key of `one`") == true, "\(outcome)")
        }
    }

    @Test func readingStopsWhenFilesDoNotStopChanging() async throws {
        let reads = Mutex(0)
        let folder = try TemporaryFolder()
        let file = folder.path + "/a.rules.yaml"
        let source = ReloadSource { _ in
            let count = reads.withLock { count in
                count += 1
                return count
            }
            try? String(repeating: "#", count: count).write(toFile: file, atomically: true, encoding: .utf8)
            return nil
        }
        var configuration = try GatewayHarness.configuration(Self.standard)
        configuration.sources.paths = [folder.path]
        let gateway = Gateway(configuration: configuration, logger: CollectedLog().logger, source: source)
        try await gateway.start()
        let outcome = await gateway.reload(.watch)
        await gateway.shutdown(drain: .zero)
        #expect(
            outcome?.result == .failed
                && outcome?.complaints == ["the files change faster than they can be read"])
        #expect((2...20).contains(reads.withLock(\.self)))
    }

    @Test func thereIsNothingToReloadBeforeTheStartAndAfterTheEnd() async throws {
        let gateway = Gateway(
            configuration: try GatewayHarness.configuration(Self.standard), logger: CollectedLog().logger)
        #expect(await gateway.reload(.request) == nil)
        try await gateway.start()
        #expect(await gateway.reload(.request)?.result == .failed)
        await gateway.shutdown(drain: .zero)
        #expect(await gateway.reload(.request) == nil)
    }
}
