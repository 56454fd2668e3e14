import SluiceRules
import Testing
import sluice

/// `sluice test --update`: what it writes into case files, and what it leaves.
struct CaseUpdateTests {
    /// What becomes of a case file, and what is said of it.
    private func update(_ text: String) -> (text: String, changes: [CaseChange]) {
        var plan = TestPlan(rules: ["birds.rules.yaml"])
        plan.cases = ["a.case.yaml"]
        var result = text
        let files = ["birds.rules.yaml": CaseRules.birds, "a.case.yaml": text].mapValues { Array($0.utf8) }
        let update = CaseUpdate(plan, files: .memory(files)) { bytes, path in
            #expect(path == "a.case.yaml")
            result = String(decoding: bytes, as: UTF8.self)
            return true
        }
        return (result, update.changes)
    }

    private static let chat =
        "chat: { user: what flies there?, answer: 'It is a grey heron, seen by an owl.' }"

    private static let flow = """
        version: 1
        \(chat)   # the birds' own
        cases:
          # A comment above.
          - name: all wrong      # and one beside
            expect:
              outcome: passed   # not yet
              hits: [birds.h*, { rule: birds.nest, action: block }]  # two
              no_hits: [birds.heron]
              text: { contains: ['It is a [bird], seen', seen by], lacks: [seen] }
              finish: "length"

        """

    @Test func whatDoesNotHoldSaysWhatHappens() {
        let (text, changes) = update(Self.flow)
        let expected = Self.flow.replacing("passed   #", with: "modified   #")
            .replacing(
                "[birds.h*, { rule: birds.nest, action: block }]",
                with: "[birds.h*, { rule: birds.owl, target: response.text, action: block, shadow: true }]"
            )
            .replacing("'It is a [bird], seen'", with: "'It is a [redacted], seen by an owl.'")
            .replacing("\"length\"", with: "stop")
        #expect(text == expected)
        #expect(
            changes.map(\.line) == [
                "a.case.yaml:7: `all wrong`: outcome: passed -> modified",
                "a.case.yaml:8: `all wrong`: hits: { birds.nest, block } -> { rule: birds.owl, target: response.text, action: block, shadow: true }",
                "a.case.yaml:10: `all wrong`: text.contains: 'It is a [bird], seen' -> 'It is a [redacted], seen by an owl.'",
                "a.case.yaml:11: `all wrong`: finish: length -> stop",
            ])
    }

    @Test func aSecondUpdateFindsNothingToDo() {
        let once = update(Self.flow).text
        let (twice, changes) = update(once)
        #expect(twice == once && changes.isEmpty)
    }

    @Test func whatACaseForbidsStays() {
        let text = """
            version: 1
            cases:
              - name: a promise
                \(Self.chat)
                expect: { no_hits: ['birds.*'], text: { lacks: [owl] } }

            """
        #expect(update(text).text == text)
    }

    @Test(arguments: [
        (
            "      - birds.nest   # one\n      # two\n      - birds.heron\n",
            "      # two\n      - birds.heron\n\(owl)"
        ),
        (
            "      - birds.owl\n      - rule: birds.nest\n        action: block\n",
            "      - birds.owl\n\(heron)"
        ),
        ("        - birds.nest\n", "  \(heron)  \(owl)"),
        ("      - birds.nest", "\(heron)\(owl)"),
        ("      - birds.nest\n      - birds.heron", "      - birds.heron\n\(owl)"),
    ])
    func aListOfLinesKeepsThoseThatHold(_ old: String, _ new: String) {
        let head = """
            version: 1
            \(Self.chat)
            cases:
              - name: in lines
                expect:
                  hits:

            """
        #expect(update(head + old).text == head + new)
    }

    private static let heron = "      - { rule: birds.heron, target: response.text, action: redact }\n"
    private static let owl =
        "      - { rule: birds.owl, target: response.text, action: block, shadow: true }\n"

    @Test func aListOfWhichNothingIsLeftIsEmpty() {
        let text = """
            version: 1
            chat: { user: hello, answer: A tern. }
            cases:
              - name: no bird
                expect:
                  hits:
                    - birds.heron
                  finish: stop

            """
        #expect(update(text).text == text.replacing("        - birds.heron", with: "         []"))
    }

    @Test func aCaseWithoutExpectationsGetsThem() {
        let text = "version: 1\ncases:\n  - { name: new, \(Self.chat), expect: {} }  # filled in\n"
        let expectation =
            "{ outcome: modified, hits: [{ rule: birds.heron, target: response.text, action: redact }, "
            + "{ rule: birds.owl, target: response.text, action: block, shadow: true }], finish: stop }"
        let (updated, changes) = update(text)
        #expect(updated == text.replacing("{}", with: expectation))
        #expect(changes.map(\.field) == ["expect"])
        #expect(update(updated).changes.isEmpty)
    }

    @Test func aFileThatCannotBeReadStays() {
        let text = "version: 1\ncases: [{ name: a, chat: { usr: a }, expect: { outcome: blocked } }]\n"
        #expect(update(text).text == text)
    }

    @Test func aTextOverSeveralLinesIsLeftToItsAuthor() {
        let text = """
            version: 1
            \(Self.chat)
            cases:
              - name: long
                expect:
                  outcome: blocked
                  text:
                    contains:
                      - >-
                        It is a
                        bird

            """
        #expect(update(text).text == text.replacing("outcome: blocked", with: "outcome: modified"))
    }
}
