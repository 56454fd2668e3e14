import SluiceRecording
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
                "standing":"shadow","action":"redact","source":"birds.rules.yaml:26:25","text":"owl"},\
                {"rule":"birds.heron","start":5,"end":7,"hit":true,"refused_by":[],"acts":true,"standing":"acts",\
                "action":"redact","source":"birds.rules.yaml:7:32","text":"苍鹭"}],"rules":4,"blocked":false,\
                "output":"bowl [redacted]"}
                """)
    }

    // MARK: Recordings

    private static func recordings(
        _ recordings: [Recording] = RecordedScenes.all, level: String = "high"
    ) throws -> RecordingsExplanation {
        RecordingsExplanation(
            try RecordedScenes.items(recordings), by: try TextCommandRules.load(level: level))
    }

    @Test func aRecordingSaysWhatHitsWhichTextAndHowItEnds() throws {
        #expect(
            try Self.recordings().text(.plain) == """
                recs/clean.rec.jsonl  passed
                2 texts, 4 other rules found nothing
                passed: both sides get what was recorded

                recs/heron.rec.jsonl  modified
                request.user  messages[0].content
                birds.heron  hit: redact
                  text        where is the heron
                                           ^^^^^ 13..<18
                  matched by  the keyword at birds.rules.yaml:7:25
                2 texts, 3 other rules found nothing
                modified: the provider gets a changed request

                recs/number.rec.jsonl  passed
                2 texts, 4 other rules found nothing
                passed: both sides get what was recorded

                recs/owl.rec.jsonl  passed
                response.text  choices[0].delta.content, events 1 to 2
                birds.owl  in shadow: would redact
                  text        an owl
                                 ^^^ 3..<6
                  matched by  the keyword at birds.rules.yaml:26:25
                2 texts, 3 other rules found nothing
                passed: both sides get what was recorded

                recs/ring.rec.jsonl  blocked
                response.text  choices[0].delta.content, events 1 to 2
                birds.number  hit: block
                  text        4111111111111111
                              ^^^^^^^^^^^^^^^^ 0..<16
                  matched by  the regex of birds.rules.yaml:13:5
                2 texts, 3 other rules found nothing
                blocked: nothing of the answer is delivered, and the client gets status 400

                """)
    }

    @Test func whatNearlyHitInARecordingSaysWhatRefusedIt() throws {
        let text = try Self.recordings([
            RecordedScenes.recording(
                "bowl", asked: "the heron house", answered: ["4111111111", "111112, a b", "owl"])
        ]).text(.plain)
        for line in [
            "birds.heron  no hit\n",
            "  refused by  except.covering: it lies inside one of these longer words\n",
            "birds.number  no hit\n", "  refused by  validate luhn: the check does not hold\n",
            "birds.owl  no hit\n", "response.text  choices[0].delta.content, events 1 to 3\n",
            "passed: both sides get what was recorded\n",
        ] { #expect(text.contains(line)) }
    }

    @Test func aLevelCountsForARecordingToo() throws {
        let text = try Self.recordings([RecordedScenes.all[4]], level: "low").text(.plain)
        #expect(text.contains("birds.number  not active below level medium: would block there\n"))
        #expect(text.hasSuffix("passed: both sides get what was recorded\n"))
    }

    @Test func theMachineFormOfARecordingHasEveryText() throws {
        #expect(
            try Self.recordings([RecordedScenes.all[2]]).json.description == """
                {"exchanges":[{"name":"recs/heron.rec.jsonl","file":"recs/heron.rec.jsonl","label":null,\
                "outcome":"modified","status":200,"refusal":null,"forwarded":true,\
                "hits":[{"rule":"birds.heron","target":"request.user","start":13,"end":18,"action":"redact",\
                "shadow":false}],"texts":[{"target":"request.user","place":"messages[0].content","events":null,\
                "earlier":false,"joined":false,"repeat":false,"characters":18,"blocked":false,"findings":[\
                {"rule":"birds.heron","start":13,"end":18,"hit":true,"refused_by":[],"acts":true,"standing":"acts",\
                "action":"redact","source":"birds.rules.yaml:7:25","text":"heron"}]},{"target":"response.text",\
                "place":"choices[0].delta.content","events":[1,1],"earlier":false,"joined":false,"repeat":false,\
                "characters":4,"blocked":false,"findings":[]}]}],"rules":4}
                """)
    }
}
