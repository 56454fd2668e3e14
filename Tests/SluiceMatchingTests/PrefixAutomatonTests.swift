import Testing

@testable import SluiceMatching

/// The automaton of the regexes' beginnings against a walk through their shapes.
struct PrefixAutomatonTests {
    /// Every kind of byte that a condition can tell before a start: none, all of ASCII, last bytes of longer sequences.
    static let contexts: [String] =
        [""] + (UInt8(0)..<0x80).map { String(Character(Unicode.Scalar($0))) }
        + ["é", "ſ", "\u{80}", "\u{BF}", "字", "\u{212A}", "，", "龥", "\u{FFFD}", "😀", "\u{10FFFF}"]

    /// Those that a set of patterns takes; `^` may not stand behind text.
    static let cases = FuzzCase.all.filter { !$0.regex.hasSuffix("?^b") }

    @Test(arguments: cases, [Normalization(), .standard])
    func anAutomatonFollowsItsRegexExactly(_ example: FuzzCase, _ normalization: Normalization) throws {
        let program = try #require(Self.program(example, normalization))
        let automaton = PrefixAutomaton.automaton(of: [program], [0])
        var generator = SeededGenerator(seed: RegexFuzzTests.seed)
        for context in Self.contexts {
            for _ in 0..<2 {
                let rest = (0..<1 + generator.below(4)).map { _ in generator.pick(example.pieces) }.joined()
                let text = context + rest.prefix(6)
                let status = Self.walk(automaton, Array(text.utf8), from: context.utf8.count)
                let expected = NaiveBeginning.status(
                    of: program.shape, program.firstBytes, in: text.unicodeScalars.map(\.value),
                    at: context.unicodeScalars.count)
                let isLive = status.live == [0]
                let own: NaiveBeginning.Status = status.accepted == [0] ? .accepted : isLive ? .live : .dead
                #expect(own == expected, "\(text.debugDescription), seed \(RegexFuzzTests.seed)")
            }
        }
    }

    @Test func anAutomatonOfSeveralRegexesTellsThemApart() {
        var generator = SeededGenerator(seed: RegexFuzzTests.seed)
        for round in 0..<RegexFuzzTests.trials {
            let examples = (0..<6).map { _ in generator.pick(Self.cases) }
            let programs = examples.compactMap { Self.program($0, .standard) }
            let automaton = PrefixAutomaton.automaton(of: programs, programs.indices)
            let alone = programs.map { PrefixAutomaton.automaton(of: [$0], [0]) }
            let pieces = examples.flatMap(\.pieces)
            for _ in 0..<40 {
                let text = Array((0..<1 + generator.below(6)).flatMap { _ in generator.pick(pieces).utf8 })
                for start in text.indices {
                    let together = Self.walk(automaton, text, from: start)
                    for (index, single) in alone.enumerated() {
                        let own = Self.walk(single, text, from: start)
                        let regex = Int32(index)
                        let isSame =
                            together.accepted.contains(regex) == !own.accepted.isEmpty
                            && together.live.contains(regex) == !own.live.isEmpty
                        #expect(isSame, "round \(round), \(examples[index]), \(text), start \(start)")
                    }
                }
            }
        }
    }

    @Test(arguments: [("(?:", ")?"), ("(?:", ")+"), ("(?:", ")*"), ("(?:b?", ")?"), ("(?:a|", ")+")])
    func deeplyNestedRepeatsAreNoTrouble(_ opening: String, _ closing: String) throws {
        let regex =
            String(repeating: opening, count: 200) + "a" + String(repeating: closing, count: 200) + "c"
        let pattern = Pattern(.regex(regex, capture: 0), normalization: [], window: 20)
        let selection = try PatternSet([pattern]).select(deciding: [0], observing: [])
        #expect(scanAtOnce(Array("x ac".utf8), with: selection).map(\.whole) == [2..<4])
    }

    @Test func beginningsForWhichThereAreNoStatesAreLeftToPCRE2() throws {
        // What is left of the regexes after each letter is another set nearly every time.
        let letters = (0x21..<0x7F).map { "\\x{" + String($0, radix: 16) + "}" }
        var generator = SeededGenerator(seed: RegexFuzzTests.seed)
        let programs = try (0..<40).map { _ in
            let members = letters.filter { _ in generator.below(10) < 7 }.joined()
            return try #require(Self.program(FuzzCase("[\(members)]{8}~"), []))
        }
        let automaton = PrefixAutomaton.automaton(of: programs, programs.indices)
        let stateCount = Int(automaton.firstAccepting) + automaton.acceptedStarts.count - 1
        #expect(60_000...65_536 ~= stateCount, "\(stateCount) states")
        let alone = programs.map { PrefixAutomaton.automaton(of: [$0], [0]) }
        for _ in 0..<400 {
            let text = (0..<1 + generator.below(9)).map { _ in UInt8(0x21 + generator.below(0x5E)) }
            let together = Self.walk(automaton, text, from: 0)
            for (index, single) in alone.enumerated() {
                let own = Self.walk(single, text, from: 0)
                let regex = Int32(index)
                let isKept =
                    together.accepted.contains(regex)
                    || own.accepted.isEmpty && own.live.isEmpty != together.live.contains(regex)
                #expect(isKept, "\(text)")
            }
        }
    }

    static func program(_ example: FuzzCase, _ normalization: Normalization) -> RegexProgram? {
        let pattern = Pattern(
            .regex(example.regex, capture: 0), normalization: normalization, window: example.window)
        guard let set = try? PatternSet([pattern]),
            case .regex(let program) = set.patterns[0].parts[0].subject
        else {
            return nil
        }
        return program
    }

    /// The regexes that are handed over from a start, and those that can still be when the text ends.
    static func walk(
        _ automaton: PrefixAutomaton, _ text: [UInt8], from start: Int
    ) -> (accepted: Set<Int32>, live: Set<Int32>) {
        Self.walk(PrefixTables(automaton), text, from: start)
    }

    private static func walk(
        _ tables: PrefixTables, _ text: [UInt8], from start: Int
    ) -> (accepted: Set<Int32>, live: Set<Int32>) {
        let context = Int(tables.contexts[start > 0 ? Int(text[start - 1]) : 256])
        var place = tables.entries[context << 8 | Int(text[start])]
        var accepted: Set<Int32> = []
        var position = start + 1
        while true {
            if place >= tables.firstAccepting { accepted.formUnion(tables.accepted(in: place)) }
            if place == 0 || place >= tables.firstFinal { return (accepted, []) }
            if position == text.count { return (accepted, Set(tables.live(in: place))) }
            place = tables.next[Int(place) << tables.rowShift | Int(tables.classes[Int(text[position])])]
            position += 1
        }
    }
}
