import CStartFilter
import Testing

@testable import SluiceMatching

/// Which starts are left out, against a walk from each of them.
struct StartFilterTests {
    private static let seed = FuzzRun.askedSeed ?? 0x51CE_0054
    private static let rounds = FuzzRun.askedTrials ?? 20

    /// Sets of few and of many regexes, with and without conditions on what stands before.
    static let sets: [[String]] = [
        [#"\b[A-Z]{2}\d{2}\b"#], [#"\d{3}-\d{2}-\d{4}"#, #"\b4\d{12}"#], ["a"], ["abc", "ab?c", "[^a]b"],
        ["文字|请求", #"(?<=a)中"#, #"\p{Han}{3}先生"#], [#"(?m)^\w+:"#, #"x\z"#], [#"\s{2,8}"#, "é+"],
        [#"\Aab|cd\z"#, #"\A\w{3}"#],
        (0..<40).map { #"\b"# + String(UnicodeScalar(UInt8(0x61 + $0 % 26))) + "[0-9]\($0 % 7)" },
        [],
    ]

    private static let pieces = [
        "a", "b", "ab", "abc", "AB12", " ", "  ", "1", "23-4", "123-45-6789", "4", "x", "\n", "word:", "中",
        "文字", "请",
        "王先生", "é", "😀", "_", "q9", "z5", "plain words of no interest ", "许多汉字，",
    ]

    private static func automaton(_ regexes: [String]) throws -> PrefixAutomaton {
        let programs = try regexes.map {
            try #require(PrefixAutomatonTests.program(FuzzCase($0, window: 20), .standard))
        }
        return PrefixAutomaton.automaton(of: programs, programs.indices)
    }

    private static func marks(
        _ filter: StartFilter, _ text: UnsafeBufferPointer<UInt8>,
        _ implementation: StartFilter.Implementation
    ) -> [Bool] {
        var words = [UInt64](repeating: .max, count: text.count / 64 + 1)
        if let start = text.baseAddress {
            start_filter_mark(filter.table, start, text.count, &words, implementation.code)
        }
        if text.count % 64 != 0 { #expect(words[text.count / 64] >> UInt64(text.count % 64) == 0) }
        return text.indices.map { words[$0 >> 6] >> UInt64($0 & 63) & 1 == 1 }
    }

    /// Whether a walk from a start goes on behind its third byte, or might in text that has not come yet.
    private static func isAlive(_ tables: PrefixTables, _ text: UnsafeBufferPointer<UInt8>, _ start: Int)
        -> Bool
    {
        let before = start > 0 ? Int(text[start - 1]) : 256
        var place = tables.entries[Int(tables.contexts[before]) << 8 | Int(text[start])]
        for byte in text[(start + 1)...].prefix(2) where place != 0 && place < tables.firstAccepting {
            place = tables.next[Int(place) << tables.rowShift | Int(tables.classes[Int(byte)])]
        }
        return place != 0
    }

    @Test(arguments: sets)
    func aStartIsLeftOutOnlyIfTheAutomatonIsDeadBehindIt(_ regexes: [String]) throws {
        let automaton = try Self.automaton(regexes)
        let filter = StartFilter(automaton)
        let tables = PrefixTables(automaton)
        var generator = SeededGenerator(seed: Self.seed)
        for round in 0..<Self.rounds {
            let bytes = (0..<generator.below(120)).flatMap { _ in Array(generator.pick(Self.pieces).utf8) }
            let text = try GuardedText(bytes)
            defer { text.free() }
            let alive = withExtendedLifetime(automaton) {
                text.bytes.indices.map { Self.isAlive(tables, text.bytes, $0) }
            }
            for implementation in StartFilter.Implementation.available {
                let marks = Self.marks(filter, text.bytes, implementation)
                let missing = text.bytes.indices.filter { alive[$0] && !marks[$0] }
                #expect(missing == [], "\(implementation), seed \(Self.seed), round \(round)")
            }
        }
    }

    @Test func anImplementationWithVectorsMarksAllThatTheScalarOneDoes() throws {
        let filter = StartFilter(try Self.automaton(Self.sets.flatMap(\.self)))
        var generator = SeededGenerator(seed: Self.seed)
        for count in 0..<300 {
            let text = try GuardedText(
                (0..<count).map { _ in UInt8(truncatingIfNeeded: generator.below(256)) })
            defer { text.free() }
            let expected = Self.marks(filter, text.bytes, .scalar)
            for implementation in StartFilter.Implementation.available {
                let marks = Self.marks(filter, text.bytes, implementation)
                if implementation == .avx2 {
                    #expect(
                        zip(expected, marks).allSatisfy { $1 || !$0 }, "\(count) bytes, seed \(Self.seed)")
                } else {
                    #expect(marks == expected, "\(implementation), \(count) bytes, seed \(Self.seed)")
                }
            }
        }
    }

    @Test func fewStartsAreMarkedWhereFewBeginAMatch() throws {
        let filter = StartFilter(try Self.automaton([#"\b[A-Z]{2}\d{2}"#, #"\b\d{3}-\d{2}"#]))
        let text = Array("Of 300 plain words and 41 NUMBERS in AB12 and 123-45 two are marked.".utf8)
        for implementation in StartFilter.Implementation.available {
            let marked = text.withUnsafeBufferPointer { Self.marks(filter, $0, implementation) }
            let words = text.indices.filter { marked[$0] }.map {
                String(decoding: text[$0...].prefix(3), as: UTF8.self)
            }
            // The halves of a byte don't tell a letter from some signs, nor the places of a group which goes with which.
            #expect(
                Set(words).isSuperset(of: ["AB1", "123"]) && words.count <= 4, "\(implementation): \(words)")
        }
    }

    @Test func marksAreFoundInOrderFromAnyStart() {
        var generator = SeededGenerator(seed: Self.seed)
        for _ in 0..<200 {
            let from = generator.below(100)
            let words = (0..<4).map { _ in
                generator.below(3) == 0 ? generator.next() & generator.next() & generator.next() : 0
            }
            let places = (0..<256).filter { words[$0 >> 6] >> UInt64($0 & 63) & 1 == 1 }.map { $0 + from }
            words.withUnsafeBufferPointer { buffer in
                guard let base = buffer.baseAddress else { return }
                let marks = StartMarks(words: base, from: from)
                for start in from..<from + 256 {
                    let end = start + 1 + generator.below(from + 256 - start)
                    let next = min(marks.next(from: start, to: end), end)
                    #expect(next == min(places.first { $0 >= start } ?? end, end))
                }
            }
        }
    }
}
