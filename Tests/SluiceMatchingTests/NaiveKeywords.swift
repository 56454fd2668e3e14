import SluiceMatching

/// Keyword matching by trying every keyword at every code point.
struct NaiveKeywords {
    private let keywords: [[UInt8]]
    private let covering: [[UInt8]]
    private let boundary: Boundary

    init(_ pattern: Pattern) {
        guard case .keywords(let keywords) = pattern.subject else { fatalError("no keywords") }
        self.keywords = keywords.map { Array($0.utf8) }
        boundary = pattern.boundary
        covering = pattern.exceptions.flatMap { exception in
            guard case .covering(let literals) = exception else { return [[UInt8]]() }
            return literals.map { Array($0.utf8) }
        }
    }

    func matches(in text: [UInt8], pattern: Int) -> [Match] {
        var result: [Match] = []
        var start = 0
        let longestFirst = keywords.enumerated().sorted {
            ($1.element.count, $0.offset) < ($0.element.count, $1.offset)
        }
        while start < text.count {
            let found = longestFirst.first { keyword in
                text[start...].starts(with: keyword.element)
                    && passes(start..<start + keyword.element.count, in: text)
            }
            if let found {
                let range = start..<start + found.element.count
                result.append(Match(pattern: pattern, span: range, whole: range, element: found.offset))
                start = range.upperBound
            } else {
                start += 1
            }
        }
        return result
    }

    private func passes(_ range: Range<Int>, in text: [UInt8]) -> Bool {
        let before = String(decoding: text[..<range.lowerBound], as: UTF8.self).unicodeScalars.last
        let after = String(decoding: text[range.upperBound...], as: UTF8.self).unicodeScalars.first
        let own = String(decoding: text[range], as: UTF8.self).unicodeScalars
        guard isFree(own.first, before), isFree(own.last, after) else { return false }
        return !covering.contains { literal in
            (0...max(0, text.count - literal.count)).contains { start in
                start <= range.lowerBound && start + literal.count >= range.upperBound
                    && text[start...].starts(with: literal)
            }
        }
    }

    private func isFree(_ edge: Unicode.Scalar?, _ neighbour: Unicode.Scalar?) -> Bool {
        switch boundary {
        case .none: true
        case .word: !(isSpaced(neighbour) || isUnspaced(neighbour))
        case .auto: !(isSpaced(edge) && isSpaced(neighbour))
        }
    }

    private func isSpaced(_ scalar: Unicode.Scalar?) -> Bool {
        guard let scalar, scalar.properties.isAlphabetic || scalar.properties.numericType != nil else {
            return false
        }
        return scalar.value < 0x2E80
    }

    private func isUnspaced(_ scalar: Unicode.Scalar?) -> Bool {
        scalar.map { $0.properties.isAlphabetic && $0.value >= 0x2E80 } ?? false
    }
}
