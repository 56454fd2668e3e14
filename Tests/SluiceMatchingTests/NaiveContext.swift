import SluiceMatching

/// A pattern of short keywords with a condition on the text around them, and its hits by the definition.
struct NaiveContext {
    let pattern: Pattern
    private let keywords: [[String]]
    private let words: [String]
    private let isTogether: Bool
    private let isSentence: Bool
    private let before: Int
    private let after: Int

    /// A random pattern; no keyword and no word is a part of another.
    init(_ generator: inout SeededGenerator) {
        keywords = [["cat"], ["dog", "字"]]
        words = ["river"]
        before = generator.pick([0, 1, 5, 12, 40])
        after = generator.pick([0, 1, 5, 12, 40])
        isTogether = generator.below(2) == 0
        isSentence = generator.below(2) == 0
        var pattern = Pattern(.keywords(keywords.flatMap(\.self)), normalization: [], boundary: .none)
        if isTogether {
            pattern.subject = .parts(keywords.map { .keywords($0) })
            pattern.together =
                isSentence ? .sentence(reach: before) : .characters(before: before, after: after)
        } else if isSentence {
            pattern.exceptions = [.sentence(words, reach: before)]
        } else {
            pattern.nearby = Nearby(words, before: before, after: after)
        }
        self.pattern = pattern
    }

    /// The places of the hits, in bytes.
    func spans(in text: String) -> [Range<Int>] {
        let scalars = Array(text.unicodeScalars)
        var offsets = [0]
        for scalar in scalars { offsets.append((offsets.last ?? 0) + String(scalar).utf8.count) }
        var spans: [(Int, Int, Range<Int>)] = []
        for (part, group) in keywords.enumerated() {
            for place in places(of: group, in: scalars, 0..<scalars.count, wordsOnly: false)
            where counts(place, part, in: scalars) {
                spans.append((place.lowerBound, part, offsets[place.lowerBound]..<offsets[place.upperBound]))
            }
        }
        return spans.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
    }

    private func counts(_ place: Range<Int>, _ part: Int, in text: [Unicode.Scalar]) -> Bool {
        let behind = isSentence ? before : after
        var lower = max(0, place.lowerBound - before)
        var upper = min(text.count, place.upperBound + behind)
        if isSentence {
            for edge in lower..<place.lowerBound + 1 where edge > lower && ends(before: edge, in: text) {
                lower = edge
            }
            if let edge = (place.upperBound...max(place.upperBound, upper)).first(where: {
                ends(before: $0, in: text) && $0 <= upper
            }) {
                upper = edge
            }
        }
        if isTogether {
            return keywords.indices.allSatisfy { other in
                other == part
                    || !places(of: keywords[other], in: text, lower..<upper, wordsOnly: false).isEmpty
            }
        }
        if isSentence { return places(of: words, in: text, lower..<upper, wordsOnly: true).isEmpty }
        return !places(of: words, in: text, lower..<place.lowerBound, wordsOnly: true, edge: place.lowerBound)
            .isEmpty
            || !places(
                of: words, in: text, place.upperBound..<upper, wordsOnly: true, edge: place.upperBound
            ).isEmpty
    }

    /// Where words stand wholly inside a range; `edge` is the hit's, which counts as no letter.
    private func places(
        of words: [String], in text: [Unicode.Scalar], _ range: Range<Int>, wordsOnly: Bool, edge: Int? = nil
    ) -> [Range<Int>] {
        var result: [Range<Int>] = []
        for start in range {
            for word in words.map({ Array($0.unicodeScalars) }) where start + word.count <= range.upperBound {
                let place = start..<start + word.count
                guard text[place].elementsEqual(word) else { continue }
                if wordsOnly {
                    let isFreeBefore = start == edge || start == 0 || !isLetter(text[start - 1])
                    let end = place.upperBound
                    let isFreeBehind = end == edge || end == text.count || !isLetter(text[end])
                    guard isFreeBefore, isFreeBehind else { continue }
                }
                result.append(place)
            }
        }
        return result
    }

    private func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic && scalar.value < 0x2E80
    }

    /// Whether a sentence ends right before a place that is not the text's beginning.
    private func ends(before place: Int, in text: [Unicode.Scalar]) -> Bool {
        guard place > 0 else { return false }
        let next = place < text.count ? text[place] : nil
        switch text[place - 1] {
        case "\n", "。": return true
        case ".": return next == nil || next == " " || next == "\n"
        case "!", "?": return !(next?.isASCII == true && next?.properties.isAlphabetic == true)
        default: return false
        }
    }
}
