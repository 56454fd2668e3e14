import Foundation
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
            "`dir/a` can't be read: No such file or directory"
        ),
        (["rules": "rules: {}"], "there are no rules"),
        (["rules": "rules: { dir: missing }"], "missing"),
        (["more": "lissten: 1"], "8:1 unknown field `lissten`"),
        (["more": "clients: c.yaml"], "8:10 the clients' file `dir/c.yaml` can't be read: No such file"),
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
        (
            ["upstreams": "upstreams: { a: { url: \"https://a\", ca_file: nothing.pem } }"],
            "`dir/nothing.pem` can't be read: No such file"
        ),
        (
            ["upstreams": "upstreams: { a: { url: \"https://a\", key_env: SLUICE_TEST_UNSET } }"],
            "the environment variable `SLUICE_TEST_UNSET` is not set"
        ),
        (
            ["upstreams": "upstreams: { a: { url: \"https://a\", key_file: missing } }"],
            "the secret's file `dir/missing` can't be read: No such file"
        ),
        (
            ["upstreams": "upstreams: { a: { url: \"https://a\", key_header: x-key } }"],
            "`key_header` says where a key goes"
        ),
        (["routes": "routes: [{ path: /v1/, upstream: b }]"], "`b` is not a value of `upstream`"),
        (["routes": "routes: [{ path: v1, upstream: a }]"], "no path that a request could have"),
        (["routes": "routes: [{ path: /v1/, upstream: a, chain: x }]"], "`x` is not a value of `chain`"),
        (
            ["routes": "routes: [{ path: /v1/*, upstream: a }]"],
            "6:18 `/v1/*`: a path is the beginning of paths"
        ),
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

    @Test(arguments: [
        (["PORT": "x"], "PORT isn't a whole number from 0 to 65535"),
        (["TIMEOUT": "30s"], "TIMEOUT isn't a whole number from 1 to 86400000"),
    ])
    func aVariableThatIsNoNumberStartsNothing(environment: [String: String], message: String) throws {
        let folder = try TemporaryFolder()
        let rules =
            "version: 1\nrules:\n  - { id: a.b, match: { keywords: [heron] }, action: log, "
            + "examples: { match: [heron], no_match: [x] } }\n"
        try Data(rules.utf8).write(to: URL(filePath: folder.path + "/a.rules.yaml"))
        let diagnostics = Diagnostics()
        var overrides = GatewayConfiguration.Overrides()
        overrides.rules = [folder.path]
        #expect(ConfigurationLoader.defaults(environment: [:], overrides: overrides, Diagnostics()) != nil)
        #expect(
            ConfigurationLoader.defaults(environment: environment, overrides: overrides, diagnostics) == nil)
        #expect(diagnostics.sorted.map(\.message) == ["the environment variable \(message)"])
    }

    @Test(arguments: [
        (["rules": "rules: rules"], "write `rules: { dir: 'rules' }`"),
        (["more": "admin: 127.0.0.1:1"], "write `admin: { listen: '127.0.0.1:1' }`"),
        (["more": "access_log: a.jsonl"], "write `access_log: { file: 'a.jsonl' }`"),
        (["upstreams": "upstreams: { a: \"https://a.example\" }"], "write `a: { url: 'https://a.example' }`"),
        (
            ["upstreams": "upstreams: { a: { url: \"${URL}\" } }"],
            "variables aren't filled in here; `--upstream NAME=URL` takes an address from the command line"
        ),
        (
            ["upstreams": "upstreams: { a: { url: \"https://a.example\", api_key: sk-a } }"],
            "name a variable that holds it with `key_env`, or a file with `key_file`"
        ),
        (["routes": "routes: [{ path: /v1/*, upstream: a }]"], "write `/v1/`"),
    ])
    func theHelpSaysWhatToWrite(lines: [String: String], help: String) {
        let diagnostics = Diagnostics()
        _ = ConfigurationLoader.load(
            path: "s.yaml", bytes: Array(Self.text(lines).utf8), overrides: .init(), diagnostics)
        #expect(diagnostics.sorted.contains { $0.help == help }, "\(diagnostics.sorted)")
    }

    @Test func aSecretInTheConfigurationIsNotShown() {
        let diagnostics = Diagnostics()
        let text = Self.text(["upstreams": "upstreams: { a: { url: \"https://a\", key: sk-4711 } }"])
        _ = ConfigurationLoader.load(
            path: "s.yaml", bytes: Array(text.utf8), overrides: .init(), diagnostics)
        let shown = DiagnosticRenderer().render(diagnostics)
        #expect(shown.contains("--> s.yaml:5:37") && !shown.contains("4711"), "\(shown)")
    }

    @Test(
        arguments: [
            ("https://a.example/v1", "/v1/", false, "requests for `/v1/` go to `/v1/v1/` of `a`"),
            (
                "https://a.example/v1", "/v1/messages", false,
                "requests for `/v1/messages` go to `/v1/v1/messages` of `a`"
            ),
            ("https://a.example/v1", "/v1/", true, nil), ("https://a.example", "/v1/", false, nil),
            ("https://a.example/base", "/v1/", false, nil),
        ] as [(String, String, Bool, String?)])
    func aVersionThatComesTwiceIsWarnedOf(url: String, path: String, strips: Bool, warning: String?) {
        let (configuration, faults) = load(
            Self.text([
                "upstreams": "upstreams: { a: { url: \"\(url)\" } }",
                "routes": "routes: [{ path: \(path), strip_prefix: \(strips), upstream: a }]",
            ]))
        #expect(configuration != nil)
        #expect(faults == (warning.map { ["6:10 " + $0] } ?? []))
    }
}
