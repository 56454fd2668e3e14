import SluiceRules
import SluiceWire
import Testing
import sluice

struct ExplainTests {
    private static func report(
        _ text: String, target: String? = nil, level: String = "low"
    ) throws -> ExplainReport {
        let rules = try TextCommandRules.load(target: target, level: level)
        let explanation = Explanation(
            of: Array(text.utf8), by: rules.set, target: rules.target, level: rules.level)
        return ExplainReport(explanation, rules)
    }

    @Test func everyReasonIsSaid() throws {
        let text = "the heron house, a 苍鹭,\nan owl, a tern, 4111111111111111, 4111111111111112 and chaperons"
        #expect(
            try Self.report(text).text(.plain) == """
                birds.heron  no hit
                  text        the heron house, a 苍鹭,
                                  ^^^^^ 4..<9
                  matched by  the keyword at birds.rules.yaml:7:25
                  refused by  except.covering: it lies inside one of these longer words
                birds.heron  hit: redact
                  text        the heron house, a 苍鹭,
                                                 ^^^^ 19..<21
                  matched by  the keyword at birds.rules.yaml:7:32
                birds.number  not active below level medium: would block there
                  text        an owl, a tern, 4111111111111111, 4111111111111112 and chaperons
                                              ^^^^^^^^^^^^^^^^ 39..<55
                  matched by  the regex of birds.rules.yaml:13:5
                birds.number  no hit
                  text        an owl, a tern, 4111111111111111, 4111111111111112 and chaperons
                                                                ^^^^^^^^^^^^^^^^ 57..<73
                  matched by  the regex of birds.rules.yaml:13:5
                  refused by  validate luhn: the check does not hold
                birds.owl  in shadow: would redact
                  text        an owl, a tern, 4111111111111111, 4111111111111112 and chaperons
                                 ^^^ 26..<29
                  matched by  the keyword at birds.rules.yaml:26:25
                birds.tern  off: would redact
                  text        an owl, a tern, 4111111111111111, 4111111111111112 and chaperons
                                        ^^^^ 33..<37
                  matched by  the keyword at birds.rules.yaml:33:25

                0 other rules found nothing
                delivered: the heron house, a [redacted], an owl, a tern, 4111111111111111, 4111111111111112 and chaperons

                """)
    }

    @Test func aBlockSaysWhatIsDelivered() throws {
        let text = try Self.report("first 4111111111111111 last", target: "response.text", level: "high")
            .text(.plain)
        #expect(text.contains("birds.number  hit: block\n"))
        #expect(text.hasSuffix("3 other rules found nothing\nblocked; delivered before it: first \n"))
    }

    @Test func aRuleOfOtherTextsSaysSo() throws {
        let text = try Self.report("a heron", target: "response.text").text(.plain)
        #expect(text.contains("birds.heron  looks only at request.user\n"))
        #expect(text.hasSuffix("the text stays as it is\n"))
    }

    @Test func theMachineFormHasEveryFinding() throws {
        #expect(
            try Self.report("bowl 苍鹭", level: "low").json.description == """
                {"findings":[{"rule":"birds.owl","start":1,"end":4,"hit":false,\
                "refused_by":["match.boundary auto: the keyword is a part of a longer word"],"acts":false,\
                "standing":"shadow","action":"redact","source":"birds.rules.yaml:26:25"},\
                {"rule":"birds.heron","start":5,"end":7,"hit":true,"refused_by":[],"acts":true,"standing":"acts",\
                "action":"redact","source":"birds.rules.yaml:7:32"}],"rules":4,"blocked":false,\
                "output":"bowl [redacted]"}
                """)
    }
}
