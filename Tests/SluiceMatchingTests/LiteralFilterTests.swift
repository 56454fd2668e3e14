import Testing

@testable import SluiceMatching

/// The filter against a search that tries everything, and its implementations against each other.
struct LiteralFilterTests {
    static let seed: UInt64 = 0x51_0CE_F117

    enum Style: CaseIterable {
        case english, chinese, soup, short, long, overlapping

        var pieces: [String] {
            switch self {
            case .english:
                ["the ", "con", "tract", "s", "filter", "ing", ", ", "A1", "pre", "fix ", ".\n", "over"]
            case .chinese: ["的", "文", "字", "过滤", "器", "，", "网络", "请求", "A", "é", "😀", "ба", " "]
            case .soup: (0..<128).map { String(Unicode.Scalar(UInt8($0))) }
            case .short: ["a", "b", "ab", "字", "é", "abc", "1", "-", "\0", "文字"]
            case .long: ["aaaa", "abcd", "abce", "bcda", "字节", "-key", "token", "aaab", "+++a", "éabc"]
            case .overlapping: ["abcdefg", "abcdef", "abcde", "abcd", "bcdefgh", "h", "ij", "字节", "字节流"]
            }
        }
    }

    private func text(of style: Style, count: Int, _ generator: inout SeededGenerator) -> [UInt8] {
        let pieces = style.pieces
        return (0..<count).flatMap { _ in Array(generator.pick(pieces).utf8) }
    }

    private func literals(of style: Style, _ generator: inout SeededGenerator) -> [[UInt8]] {
        (0..<1 + generator.below(12)).map { _ in
            text(of: style, count: 1 + generator.below(4), &generator)
        }
    }

    /// All offsets that a filter yields, from one buffer of `capacity` after the other.
    private func offsets(
        _ filter: LiteralFilter, _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, capacity: Int,
        marked marks: StartMarks? = nil
    ) -> [Int] {
        var all: [Int] = []
        var buffer = [Int](repeating: -1, count: capacity)
        var next = range.lowerBound
        repeat {
            let progress = buffer.withUnsafeMutableBufferPointer {
                filter.scan(text, from: next, to: range.upperBound, marked: marks, into: $0)
            }
            #expect(progress.next > next || progress.next == range.upperBound)
            all += buffer[..<progress.count]
            next = progress.next
        } while next < range.upperBound
        return all
    }

    /// The offsets at which a literal begins, by trying all.
    private func begins(
        _ literals: [[UInt8]], in text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, atWordEdges: Bool
    ) -> [Int] {
        let isWord = { (byte: UInt8) in
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "A")...UInt8(ascii: "Z"):
                true
            default: false
            }
        }
        return range.filter { start in
            if atWordEdges, start > 0, isWord(text[start]), isWord(text[start - 1]) { return false }
            return literals.contains { literal in
                literal.count <= text.count - start
                    && literal.elementsEqual(text[start..<start + literal.count])
            }
        }
    }

    @Test(arguments: Style.allCases, [false, true])
    func everyImplementationYieldsTheSameSupersetOfAllBeginnings(_ style: Style, atWordEdges: Bool) throws {
        var generator = SeededGenerator(seed: Self.seed)
        for trial in 0..<150 {
            let literals = self.literals(of: style, &generator)
            let filters = LiteralFilter.Implementation.available.map {
                LiteralFilter(literals, startsOnlyAtWordEdges: atWordEdges, implementation: $0)
            }
            let guarded = try GuardedText(
                text(of: style, count: generator.below(trial < 120 ? 60 : 3000), &generator))
            defer { guarded.free() }
            let start = generator.below(guarded.bytes.count + 1)
            for range in [
                0..<guarded.bytes.count, start..<start + generator.below(guarded.bytes.count - start + 1),
            ] {
                let context = Comment(
                    rawValue:
                        "seed \(Self.seed), \(style), trial \(trial), range \(range), literals \(literals)")
                let capacity = 1 + generator.below(trial % 2 == 0 ? 8 : 600)
                let found = filters.map { offsets($0, guarded.bytes, range, capacity: capacity) }
                let expected = begins(literals, in: guarded.bytes, range, atWordEdges: atWordEdges)
                #expect(Set(expected).isSubset(of: found[0]), context)
                #expect(zip(found[0], found[0].dropFirst()).allSatisfy { $0 < $1 }, context)
                #expect(
                    found[0].allSatisfy { range.contains($0) && guarded.bytes[$0] & 0xC0 != 0x80 }, context)
                for other in found.dropFirst() { #expect(other == found[0], context) }
            }
        }
    }

    @Test(arguments: Style.allCases, [false, true])
    func marksLeaveOutNoneButTheOthers(_ style: Style, atWordEdges: Bool) throws {
        var generator = SeededGenerator(seed: Self.seed)
        for trial in 0..<60 {
            let literals = self.literals(of: style, &generator)
            let guarded = try GuardedText(
                text(of: style, count: generator.below(trial < 40 ? 60 : 1500), &generator))
            defer { guarded.free() }
            let first = generator.below(guarded.bytes.count + 1)
            let start = first + generator.below(guarded.bytes.count - first + 1)
            let words = (0..<guarded.bytes.count / 64 + 2).map { _ in generator.next() & generator.next() }
            for implementation in LiteralFilter.Implementation.available {
                let filter = LiteralFilter(
                    literals, startsOnlyAtWordEdges: atWordEdges, implementation: implementation)
                let range = start..<guarded.bytes.count
                let all = offsets(filter, guarded.bytes, range, capacity: 600)
                let marked = words.withUnsafeBufferPointer { words -> [Int] in
                    guard let words = words.baseAddress else { return [] }
                    return offsets(
                        filter, guarded.bytes, range, capacity: 1 + trial * 10,
                        marked: StartMarks(words: words, from: first))
                }
                let expected = all.filter { words[($0 - first) >> 6] >> UInt64(($0 - first) & 63) & 1 == 1 }
                #expect(marked == expected, "seed \(Self.seed), \(implementation), \(style), trial \(trial)")
            }
        }
    }

    @Test func aLargeSetLetsFewOtherOffsetsPass() throws {
        var generator = SeededGenerator(seed: Self.seed)
        let letters = Array("abcdefghijklmnopqrstuvwxyz".utf8)
        let word = { (generator: inout SeededGenerator) in (0..<9).map { _ in generator.pick(letters) } }
        let literals = (0..<100_000).map { _ in word(&generator) }
        let words = (0..<20_000).map { $0 % 100 == 0 ? literals[$0] : word(&generator) }
        let guarded = try GuardedText(Array(words.joined(separator: [UInt8(ascii: " ")])))
        defer { guarded.free() }
        for implementation in LiteralFilter.Implementation.available {
            let filter = LiteralFilter(literals, implementation: implementation)
            #expect(filter.implementation == implementation)
            let found = offsets(filter, guarded.bytes, 0..<guarded.bytes.count, capacity: 256)
            for index in stride(from: 0, to: words.count, by: 100) { #expect(found.contains(index * 10)) }
            #expect(found.count < 200 + guarded.bytes.count / 100)
        }
    }

    @Test func aLiteralBeyondTheRangeCountsAndOneBeyondTheTextDoesNot() {
        let text = Array("x abcdefghijkl abcdefghij".utf8)
        for implementation in LiteralFilter.Implementation.available {
            let filter = LiteralFilter([Array("abcdefghijkl".utf8)], implementation: implementation)
            text.withUnsafeBufferPointer { bytes in
                #expect(offsets(filter, bytes, 0..<3, capacity: 4) == [2])
                #expect(offsets(filter, bytes, 20..<bytes.count, capacity: 4).isEmpty)
            }
        }
    }

    @Test func aFilterWithoutLiteralsYieldsNothing() {
        let filter = LiteralFilter([[]])
        Array("any text".utf8).withUnsafeBufferPointer { bytes in
            #expect(offsets(filter, bytes, 0..<bytes.count, capacity: 4).isEmpty)
        }
    }

    @Test func aFullBufferEndsAScanAtTheNextOffset() {
        let text = Array("abcd abcd abcd".utf8)
        for implementation in LiteralFilter.Implementation.available {
            let filter = LiteralFilter([Array("abcd".utf8)], implementation: implementation)
            var buffer = [0, 0]
            let progress = text.withUnsafeBufferPointer { bytes in
                buffer.withUnsafeMutableBufferPointer {
                    filter.scan(bytes, from: 0, to: bytes.count, into: $0)
                }
            }
            #expect(progress.count == 2 && progress.next == 10 && buffer == [0, 5])
        }
    }
}
