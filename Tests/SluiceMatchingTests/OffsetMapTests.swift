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

    @Test func theOriginFollowsATextThatChangesEverywhere() {
        var map = OffsetMap()
        let step = 1 << 28
        for index in 0..<40 {
            map.add(normalized: index * step, length: step, original: index * step * 2, length: step * 2)
            map.drop(before: max(0, index - 1) * step)
            #expect(map.start(of: index * step) == index * step * 2)
            #expect(map.end(of: (index + 1) * step) == (index + 1) * step * 2)
            if index > 0 { #expect(map.start(of: (index - 1) * step) == (index - 1) * step * 2) }
        }
    }
}
