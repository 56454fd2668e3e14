import Testing

@testable import SluiceMatching

/// The way back to the original stays right however long a text becomes.
struct OffsetMapTests {
    /// A text in which every third character of 3 bytes became one of 1.
    @Test(arguments: [0, 1 << 20, 1 << 31, 1 << 33, 1 << 45])
    func placesFarFromTheBeginningAreExact(_ beginning: Int) {
        var map = OffsetMap()
        var (normalized, original) = (beginning, beginning)
        var pairs: [(normalized: Int, original: Int)] = []
        for step in 0..<40 {
            pairs.append((normalized, original))
            if step % 3 == 0 {
                map.add(normalized: normalized, length: 1, original: original, length: 3)
                (normalized, original) = (normalized + 1, original + 3)
            } else {
                (normalized, original) = (normalized + 1, original + 1)
            }
            let kept = max(0, pairs.count - 10)
            map.drop(before: pairs[kept].normalized)
            for pair in pairs[kept...] { #expect(map.start(of: pair.normalized) == pair.original) }
        }
    }

    /// A text in which a character of 3 bytes became one of 1, with very much between two of them.
    @Test func theOriginFollowsATextThatChangesSeldom() {
        var map = OffsetMap()
        let step = 1 << 28
        let original = { index in index * (step + 2) }
        for index in 0..<40 {
            map.add(normalized: index * step, length: 1, original: original(index), length: 3)
            map.drop(before: max(0, index - 1) * step)
            #expect(map.start(of: index * step) == original(index))
            #expect(map.end(of: index * step + 1) == original(index) + 3)
            #expect(map.end(of: (index + 1) * step) == original(index + 1))
            if index > 0 { #expect(map.start(of: (index - 1) * step) == original(index - 1)) }
        }
    }

    /// More vanished bytes in a row than a length has bits for.
    @Test(arguments: [1, 21_844, 21_845, 21_846, 21_847, 100_000])
    func aLongRunOfVanishedCharactersIsOneGap(_ count: Int) {
        var map = OffsetMap()
        for index in 0..<count { map.add(normalized: 5, length: 0, original: 5 + 3 * index, length: 3) }
        let behind = 5 + 3 * count
        #expect(map.start(of: 4) == 4 && map.end(of: 5) == 5)
        #expect(map.start(of: 5) == behind && map.end(of: 6) == behind + 1)
        map.drop(before: 5)
        #expect(map.start(of: 5) == behind && map.end(of: 6) == behind + 1)
    }
}
