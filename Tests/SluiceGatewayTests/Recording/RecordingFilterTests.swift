import SluiceGateway
import Testing

/// Which exchanges a filter takes.
struct RecordingFilterTests {
    private static func facts(_ change: (inout RecordingFilter.Facts) -> Void = { _ in })
        -> RecordingFilter.Facts
    {
        var facts = RecordingFilter.Facts()
        facts.route = "/v1/"
        facts.client = "team-otter"
        facts.keyTags = ["night", "field"]
        facts.models = ["gpt-4o-mini"]
        facts.status = 429
        facts.outcome = .modified
        facts.rules = ["birds.heron", "birds.owl"]
        change(&facts)
        return facts
    }

    @Test(
        arguments: [
            ([], true), ([("route", "/v1/")], true), ([("route", "/v2/"), ("route", "/v1*")], true),
            ([("route", "/v2/")], false), ([("client", "team-*")], true), ([("client", "team")], false),
            ([("key_tag", "field")], true), ([("key_tag", "day")], false), ([("model", "gpt-4o*")], true),
            ([("model", "o3")], false), ([("rule", "birds.o*")], true), ([("rule", "fish.*")], false),
            ([("status", "429")], true), ([("status", "4xx")], true), ([("status", "200")], false),
            ([("outcome", "blocked")], false), ([("outcome", "blocked"), ("outcome", "modified")], true),
            ([("hits_only", "true")], true), ([("route", "/v1/"), ("status", "200")], false),
            ([("somewhere", "else")], true),
        ] as [([(String, String)], Bool)])
    func everyKindThatIsGivenHasToFit(_ conditions: [(String, String)], _ isTaken: Bool) throws {
        let filter = try RecordingFilter(conditions.map { (name: $0.0, value: $0.1) })
        #expect(filter.takes(Self.facts()) == isTaken)
    }

    @Test func whatIsNotKnownFitsNothing() throws {
        let unknown = RecordingFilter.Facts()
        for name in ["client", "key_tag", "model", "rule"] {
            #expect(try !RecordingFilter([(name: name, value: "*")]).takes(unknown))
        }
        #expect(try !RecordingFilter([(name: "status", value: "2xx")]).takes(unknown))
        #expect(try !RecordingFilter([(name: "hits_only", value: "true")]).takes(unknown))
    }

    @Test(arguments: [
        ("status", "0xx"), ("status", "xx"), ("status", "99"), ("status", "+12"), ("outcome", "ok"),
    ])
    func whatNobodyCanMeanIsRefused(_ name: String, _ value: String) {
        #expect(throws: RecordingFilter.Fault.self) { try RecordingFilter([(name: name, value: value)]) }
    }
}
