import Testing
import sluice

/// From a line of the decision log to what a person reads, and from an event to its line.
struct DecisionLineTests {
    private static let blocked = """
        {"ts":"2026-11-29T12:00:00.250Z","event":"01JD8Q6M2T00001","client":"ada","client_tags":["pilot"],\
        "route":"/v1/","dialect":"openai.chat","outcome":"blocked","status":400,"ms":7,"level":"medium",\
        "rules_digest":"4be1","hits":[{"rule":"team.birds","severity":"high","action":"block","mode":"enforce",\
        "target":"request.user","span":[4,7],"source":"birds.rules.yaml:7"},{"rule":"team.fish",\
        "severity":"low","action":"redact","mode":"shadow","target":"request.user","span":[9,12],\
        "source":"fish.txt:3"}]}
        """

    private static func line(event: String) -> String {
        blocked.replacing("01JD8Q6M2T00001", with: event)
    }

    @Test func aLineIsShownWithRulesAndTheirLines() throws {
        let line = try #require(DecisionLine(Self.blocked.utf8))
        #expect(
            line.line(.plain) == """
                2026-11-29T12:00:00.250Z 01JD8Q6M2T00001 blocked 400 /v1/ openai.chat ada 7 ms  team.birds block  \
                team.fish redact (shadow)
                """)
        #expect(
            line.text(.plain) == """
                2026-11-29T12:00:00.250Z  blocked, status 400
                  route     /v1/
                  dialect   openai.chat
                  client    ada
                  level     medium
                  rules     4be1
                team.birds  block (severity high)
                  target    request.user
                  span      bytes 4..<7 of the text
                  source    birds.rules.yaml:7
                team.fish  redact (severity low, in shadow: nothing was changed)
                  target    request.user
                  span      bytes 9..<12 of the text
                  source    fish.txt:3

                """)
    }

    @Test(arguments: ["", "{", "[]", "{}", #"{"ts":1}"#])
    func whatIsNoLineIsNone(text: String) {
        #expect(DecisionLine(text.utf8) == nil)
    }

    @Test(
        arguments: [
            ("NEW", "NEW"), ("OLD", "OLD"), ("CUT", nil), ("NONE", nil), ("NEW\",\"x\":\"", nil), ("", nil),
        ] as [(String, String?)])
    func anEventIsFoundInTheNewestFileThatHasIt(event: String, found: String?) throws {
        let files = [
            "d.jsonl": Self.line(event: "NEW") + "\n" + Self.line(event: "CUT").dropLast(9),
            "d.jsonl.2": Self.line(event: "OLD") + "\n",
        ]
        let log = DecisionFile(path: "d.jsonl") { files[$0].map { Array($0.utf8) } }
        #expect(try log.line(of: event)?.line.event == found)
    }

    @Test func aLogThatIsNotThereIsSaid() {
        #expect(throws: DecisionFile.Unreadable.self) {
            _ = try DecisionFile(path: "d.jsonl") { _ in nil }.line(of: "NEW")
        }
    }
}
