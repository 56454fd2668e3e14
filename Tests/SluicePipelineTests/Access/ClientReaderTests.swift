import SluicePipeline
import SluiceRules
import Testing

struct ClientReaderTests {
    private static let digest = "sha256:" + String(repeating: "ab", count: 32)

    private func read(_ text: String) -> (clients: [Client], faults: [String]) {
        let diagnostics = Diagnostics()
        guard let root = YAMLDocument.read(SourceFile(path: "c.yaml", text: text), diagnostics) else {
            return ([], diagnostics.sorted.map(\.message))
        }
        let clients = ClientReader.clients(root, levels: ["low", "high"], diagnostics)
        return (
            clients,
            diagnostics.sorted.map { "\($0.location?.line ?? 0):\($0.location?.column ?? 0) \($0.message)" }
        )
    }

    @Test func aClientIsReadWhole() throws {
        let (clients, faults) = read(
            """
            version: 1
            clients:
              ada:
                keys:
                  - { hash: "\(Self.digest)", created: 2026-01-02, expires: 2026-12-31 }
                routes: [/v1/]
                models: [gpt-*]
                moderation: { floor: high }
                rules: { enable: ["*"], disable: [a.b], shadow: [c.*] }
                limits: { requests_per_minute: 5, concurrent_streams: 2, tokens_per_day: 1000 }
                expires: 2027-06-30
                tags: [pilot]
              bob:
            """)
        #expect(faults.isEmpty)
        let ada = try #require(clients.first).terms
        #expect(clients.map(\.name) == ["ada", "bob"] && clients[1].terms.keys.isEmpty)
        #expect(ada.keys.map(\.digest.text) == [Self.digest] && ada.keys[0].line == 5)
        #expect(ada.keys[0].expires == Moment("2026-12-31") && ada.expires == Moment("2027-06-30"))
        #expect(ada.routes == ["/v1/"] && ada.models == ["gpt-*"] && ada.floor == 1 && ada.tags == ["pilot"])
        #expect(ada.rules == RuleOverrides(enable: ["*"], disable: ["a.b"], shadow: ["c.*"]))
        #expect(ada.limits.requestsPerMinute == 5 && ada.limits.concurrentStreams == 2)
        #expect(ada.limits.tokensPerDay == 1000)
    }

    @Test(arguments: [
        ("clients: {}", "`version` is missing"), ("version: 2", "1:10 this release reads version 1"),
        ("version: 1\nclints: {}", "2:1 unknown field `clints`"),
        ("version: 1\nclients: { a b: }", "`a b` is no name"),
        ("version: 1\nclients: { a: { kys: [] } }", "unknown field `kys`"),
        ("version: 1\nclients: { a: { expires: soon } }", "2:26 `soon` is no date"),
        ("version: 1\nclients: { a: { keys: [{ hash: slk_x }] } }", "`hash` has to be `sha256:`"),
        ("version: 1\nclients: { a: { keys: [{ created: 2026-01-01 }] } }", "`hash` is missing"),
        ("version: 1\nclients: { a: { moderation: { floor: top } } }", "`top` is not a value of `floor`"),
        ("version: 1\nclients: { a: { limits: { requests_per_minute: 0 } } }", "0 is out of range"),
        ("version: 1\nclients: { a: { limits: { requests: 1 } } }", "unknown field `requests`"),
    ])
    func aFaultIsNamedAtItsPlace(text: String, expected: String) {
        let faults = read(text).faults
        #expect(faults.contains { $0.contains(expected) }, "\(faults)")
    }

    @Test func oneKeyBelongsToOneClient() {
        let key = "keys: [{ hash: \"\(Self.digest)\" }]"
        let (_, faults) = read("version: 1\nclients:\n  a: { \(key) }\n  b: { \(key) }\n")
        #expect(faults == ["4:1 the key abababab is both `a`'s and `b`'s"])
    }
}
