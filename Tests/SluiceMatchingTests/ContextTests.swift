import SluiceMatching
import Testing

/// Conditions on the text around a hit, whole and cut at every byte.
struct ContextTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var pattern: Pattern
        var text: String
        var hits: [String]

        init(_ pattern: Pattern, _ text: String, _ hits: String...) {
            self.pattern = pattern
            self.text = text
            self.hits = hits
        }

        var testDescription: String { text }
    }

    private static func number(_ nearby: Nearby) -> Pattern {
        Pattern(.regex(#"(?<!\d)\d{4}(?!\d)"#, capture: 0), nearby: nearby)
    }

    private static let before = number(Nearby(["room", "phone", "号"], before: 8, after: 0))
    private static let behind = number(Nearby(["euros", "room"], before: 0, after: 8))
    private static let both = number(Nearby(["room"], before: 8, after: 8))

    @Test(arguments: [
        Case(before, "room 1234", "1234"),
        Case(before, "1234 room"),
        Case(before, "room: 12345"),
        Case(before, "rooms 1234"),
        Case(before, "saxophone 1234"),
        Case(before, "xphone 1234"),
        Case(before, "phone1234", "1234"),
        Case(before, "a 号12 is 1234", "1234"),
        Case(before, "room is it 1234"),
        Case(before, "room is 1234", "1234"),
        Case(before, "ROOM 1234, 5678", "1234"),
        Case(behind, "1234 euros", "1234"),
        Case(behind, "1234 eurostar"),
        Case(behind, "1234 in room", "1234"),
        Case(behind, "1234 in rooms"),
        Case(behind, "1234 is a room"),
        Case(behind, "1234room", "1234"),
        Case(behind, "1234"),
        Case(both, "1234 room 5678 and 9012", "1234", "5678"),
    ])
    func aHitNeedsItsWordNearby(_ example: Case) throws {
        #expect(try hits(example.pattern, in: example.text) == example.hits)
    }

    private static let spared = Pattern(
        .keywords(["surgery"]), exceptions: [.sentence(["my plan", "claim"], reach: 30)])

    @Test(arguments: [
        Case(spared, "My plan pays the surgery."),
        Case(spared, "The surgery is what my plan pays."),
        Case(spared, "My plan is good. The surgery is not.", "surgery"),
        Case(spared, "Surgery! My plan?", "Surgery"),
        Case(spared, "我的 my plan。surgery", "surgery"),
        Case(spared, "my plan, v1.2, pays surgery"),
        Case(spared, "my plan\nsurgery", "surgery"),
        Case(spared, "surgery claims", "surgery"),
        Case(spared, "my plan is a plan with a lot more of words surgery", "surgery"),
        Case(spared, "surgery with a lot more of words and then my plan", "surgery"),
    ])
    func aPhraseInTheSentenceSparesAHit(_ example: Case) throws {
        #expect(try hits(example.pattern, in: example.text) == example.hits)
    }

    private static func advice(_ together: Vicinity) -> Pattern {
        Pattern(
            .parts([
                .keywords(["should i", "is it safe"]), .keywords(["dose", "surgery"]),
                .regex(#"\bmy \w{3,9}\b"#, capture: 0),
            ]), together: together)
    }

    private static let inSentence = advice(.sentence(reach: 60))
    private static let within = advice(.characters(before: 12, after: 12))

    @Test(arguments: [
        Case(inSentence, "Should I double my pills in dose?", "Should I", "my pills", "dose"),
        Case(inSentence, "Should I double my pills?"),
        Case(inSentence, "Should I double my pills? The dose is 5."),
        Case(inSentence, "my dose. should i: the dose of my pills", "should i", "dose", "my pills"),
        Case(within, "should i dose my cat", "should i", "dose"),
        Case(within, "should i, or should he, dose my cat"),
        Case(within, "my surgery, should i", "my surgery", "surgery", "should i"),
    ])
    func partsCountWhereAllOfThemStandTogether(_ example: Case) throws {
        #expect(try hits(example.pattern, in: example.text) == example.hits)
    }

    @Test func partsByThemselvesNameTheirElements() throws {
        let pattern = Pattern(
            .parts([.keywords(["ant", "bee"]), .regex("c+d", capture: 0), .keywords(["eel"])]), window: 9)
        let selection = try PatternSet([pattern]).select(deciding: [0], observing: [])
        let matches = scanAtOnce(Array("eel bee ccd ant".utf8), with: selection)
        #expect(inOrder(matches).map(\.element) == [3, 1, 2, 0])
        #expect(pattern.subject.elementCount == 4)
        #expect((0..<5).map(pattern.subject.keyword) == ["ant", "bee", nil, "eel", nil])
    }

    @Test func whatIsHeldIsWhatTheConditionsLookAt() throws {
        let plain = try PatternSet([Pattern(.keywords(["otter"]))]).info(0)
        var pattern = Pattern(.keywords(["otter"]), nearby: Nearby(["river"], before: 50, after: 20))
        #expect(try PatternSet([pattern]).info(0).holdCharacters == plain.holdCharacters + 21)
        pattern.nearby = Nearby(["river"], before: 50, after: 0)
        #expect(try PatternSet([pattern]).info(0).holdCharacters == plain.holdCharacters)
    }

    private static let near = Pattern(.keywords(["otter"]), nearby: Nearby(["river"], before: 0, after: 13))
    private static let apart = Pattern(.keywords(["otter"]), exceptions: [.sentence(["river"], reach: 20)])

    /// The text is let go with the character that decides, which is the last one here.
    @Test(arguments: [
        Case(near, "otter by the river ", "otter"), Case(near, "otter by the rivers"),
        Case(near, "otter river ", "otter"), Case(apart, "otter. ", "otter"), Case(apart, "otter river "),
    ])
    func aHitIsHeldNoLongerThanItIsOpen(_ example: Case) throws {
        let selection = try PatternSet([example.pattern]).select(deciding: [0], observing: [])
        let bytes = Array(example.text.utf8)
        let result = scan(bytes, with: selection, cuts: [bytes.count - 1])
        #expect(result.decided[0] == 0)
        #expect(result.decided[1] > 0)
        #expect(result.matches.count == example.hits.count)
    }
}
