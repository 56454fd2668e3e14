import NIOCore
import SluiceGateway
import SluiceRules
import Testing

/// What a configuration says, and what it is refused for: all at once, each at its place.
struct ConfigurationTests {
    /// A valid configuration with lines put in place of others.
    private static func text(_ lines: [String: String] = [:]) -> String {
        let parts = [
            ("version", "version: 1"), ("listen", "listen: 127.0.0.1:0"),
            ("rules", "rules: { allow_none: true }"),
            ("moderation", "moderation: { from: [header:x-level] }"),
            ("upstreams", "upstreams: { a: { url: \"https://a.example/base/\" }, s: { embedded: true } }"),
            ("routes", "routes: [{ path: /v1/, upstream: a }]"),
            ("chain", "chain: [filter_request, forward]"),
            ("more", ""),
        ]
        return parts.map { lines[$0.0] ?? $0.1 }.joined(separator: "\n")
    }

    private func load(
        _ text: String, _ overrides: GatewayConfiguration.Overrides = .init()
    ) -> (configuration: GatewayConfiguration?, faults: [String]) {
        let diagnostics = Diagnostics()
        let configuration = ConfigurationLoader.load(
            path: "dir/s.yaml", bytes: Array(text.utf8), overrides: overrides, diagnostics)
        return (
            configuration,
            diagnostics.sorted.map { "\($0.location?.line ?? 0):\($0.location?.column ?? 0) \($0.message)" }
        )
    }

    @Test func aFileIsReadWhole() throws {
        let text = Self.text([
            "listen": "listen: [127.0.0.1:1, { address: \"0.0.0.0:2\", plaintext: allowed }, \"[::1]:3\"]",
            "more":
                "admin: { listen: 127.0.0.1:4 }\ndecision_log: { receipts: true }\nlimits: { header_timeout: 2s, drain: 7s, connections: 9 }",
        ])
        let (configuration, faults) = load(text)
        #expect(faults.isEmpty)
        let read = try #require(configuration)
        #expect(read.listeners.map(\.description) == ["127.0.0.1:1", "0.0.0.0:2", "[::1]:3"])
        #expect(read.admin?.port == 4 && read.drain == .seconds(7) && read.logsReceipts)
        #expect(read.limits.head == .seconds(2) && read.limits.connections == 9)
        #expect(read.upstreams.map(\.name) == ["a", "s"])
        #expect(read.upstreams[0].address == "https://a.example/base" && read.upstreams[0].port == 443)
        #expect(read.upstreams[1].isEmbedded)
    }

    @Test(arguments: [
        (["version": "version: 2"], "1:10 this release reads version 1"),
        (["listen": "listen: 0.0.0.0:1"], "2:9 `0.0.0.0:1` is reachable from other machines"),
        (["listen": "listen: nowhere"], "2:9 `nowhere` is no address"),
        (["listen": "listen: { address: \"127.0.0.1:1\", tls: { cert: a } }"], "`key` is missing in `tls`"),
        (
            ["listen": "listen: { address: \"127.0.0.1:1\", tls: { cert: a, key: b } }"],
            "aren't PEM files of a certificate and its key"
        ),
        (["rules": "rules: {}"], "there are no rules"),
        (["rules": "rules: { dir: missing }"], "missing"),
        (["more": "lissten: 1"], "8:1 unknown field `lissten`"),
        (["more": "clients: c.yaml"], "8:10 the clients' file can't be read"),
        (["chain": "chain: [authenticate, forward]"], "a chain has `authenticate`, and no clients"),
        (["more": "decision_log: { content: full }"], "`content` is always `none`"),
        (["more": "decision_log: { file: a, on_failure: stop }"], "`stop` is not a value of `on_failure`"),
        (["more": "decision_log: { file: a, rotate: 9 }"], "`rotate` has to be at least 1KiB"),
        (["more": "decision_log: { receipts: all }"], "receipts"),
        (["more": "access_log: {}"], "`file` is missing in `access_log`"),
        (["more": "limits: { store: redis }"], "`redis` is no store"),
        (["more": "limits: { held_bytes: 12 }"], "`held_bytes` has to be at least 1MiB"),
        (["more": "trusted_proxies: [10.0.0.0/33]"], "`10.0.0.0/33` is no range of addresses"),
        (
            ["more": "admin: { listen: \"0.0.0.0:1\", token_env: SLUICE_TEST_UNSET }"],
            "the environment variable `SLUICE_TEST_UNSET` is not set"
        ),
        (["more": "limits: { header_timeout: soon }"], "header_timeout"),
        (["more": "admin: { listen: 0.0.0.0:1 }"], "no loopback address"),
        (["upstreams": "upstreams: { a: { url: \"ftp://x\" } }"], "5:24 this is no http or https URL"),
        (["upstreams": "upstreams: { a: { url: \"http://a.example\" } }"], "cross the network in clear"),
        (["upstreams": "upstreams: { a: { url: \"https://u@a.example\" } }"], "no http or https URL"),
        (["upstreams": "upstreams: { a: { url: \"https://a\", ca_file: nothing.pem } }"], "no PEM file"),
        (
            ["upstreams": "upstreams: { a: { url: \"https://a\", key_env: SLUICE_TEST_UNSET } }"],
            "the environment variable `SLUICE_TEST_UNSET` is not set"
        ),
        (
            ["upstreams": "upstreams: { a: { url: \"https://a\", key_file: missing } }"],
            "the file with the secret can't be read"
        ),
        (
            ["upstreams": "upstreams: { a: { url: \"https://a\", key_header: x-key } }"],
            "`key_header` says where a key goes"
        ),
        (["routes": "routes: [{ path: /v1/, upstream: b }]"], "`b` is not a value of `upstream`"),
        (["routes": "routes: [{ path: v1, upstream: a }]"], "no path that a request could have"),
        (["routes": "routes: [{ path: /v1/, upstream: a, chain: x }]"], "`x` is not a value of `chain`"),
        (["routes": "routes: []"], "without a route nothing is served"),
        (
            ["routes": "routes: [{ path: /, upstream: a, rules: { disable: [x.*] } }]"],
            "no rule has an id like"
        ),
        (["moderation": "moderation: { default: strict }"], "`strict` is not a value of `default`"),
        (["moderation": "moderation: { from: [cookie:x] }"], "no place for a level"),
        (["chain": "chain: [forward, filter_request]"], "forward"),
        (["chain": "chain: [filter_requst, forward]"], "there is no stage `filter_requst`"),
    ])
    func aFaultIsNamedAtItsPlace(_ lines: [String: String], _ expected: String) {
        let (configuration, faults) = load(Self.text(lines))
        #expect(configuration == nil)
        #expect(faults.contains { $0.contains(expected) }, "\(faults)")
    }

    @Test func allFaultsAreReportedAtOnce() {
        let (_, faults) = load(
            Self.text([
                "listen": "listen: x", "routes": "routes: [{ path: v1, upstream: b }]", "more": "y: 1",
            ]))
        #expect(faults.count >= 4, "\(faults)")
    }

    @Test func theCommandLineWinsOverTheFile() throws {
        var overrides = GatewayConfiguration.Overrides()
        overrides.listen = ["127.0.0.1:77"]
        overrides.upstreams = [("a", "http://10.0.0.1:9/x")]
        overrides.eventLoops = 3
        let (configuration, faults) = load(Self.text(), overrides)
        let read = try #require(configuration, "\(faults)")
        #expect(read.listeners.map(\.port) == [77] && read.eventLoops == 3)
        #expect(read.upstreams[0].address == "http://10.0.0.1:9/x")
        overrides.upstreams = [("b", "http://127.0.0.1:9")]
        #expect(load(Self.text(), overrides).configuration == nil)
        overrides.upstreams = []
        overrides.listen = ["0.0.0.0:1"]
        #expect(load(Self.text(), overrides).faults.contains { $0.contains("reachable from other machines") })
    }

    @Test func withoutAFileTheProvidersAreToldApartByTheirKeys() throws {
        let diagnostics = Diagnostics()
        var overrides = GatewayConfiguration.Overrides()
        overrides.upstreams = [("openai", "http://127.0.0.1:9")]
        let missing = ConfigurationLoader.defaults(environment: [:], overrides: overrides, diagnostics)
        #expect(missing == nil)
        #expect(diagnostics.sorted.map(\.message) == ["there are no rules, so nothing would be filtered"])
        let bad = Diagnostics()
        _ = ConfigurationLoader.defaults(
            environment: ["PORT": "x", "TIMEOUT": "-1"], overrides: overrides, bad)
        #expect(bad.errorCount == 3)
    }
}
