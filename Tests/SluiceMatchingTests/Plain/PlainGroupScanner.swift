@testable import SluiceMatching

/// The scan of one text by the patterns that share a normalisation: every regex by itself, over and over.
struct PlainGroupScanner: Sendable {
    private var text = NormalizedText()
    private var regexes: [PlainRegexState]
    private var keywords: [PlainKeywordState]
    /// The original offset before which nothing more will match for a deciding pattern.
    private(set) var decided = 0

    init(_ group: PlainGroup) {
        regexes = Array(repeating: PlainRegexState(), count: group.regexes.count)
        keywords = group.keywords.map {
            PlainKeywordState(ends: Array(repeating: 0, count: $0.trie.slotCount))
        }
    }

    /// How often PCRE2 gave up, by the group's regexes.
    var limits: [Int] { regexes.map(\.limits) }

    /// Takes bytes that don't end inside a code point.
    mutating func take(_ bytes: UnsafeBufferPointer<UInt8>, group: PlainGroup) {
        text.append(bytes, table: group.table.pointers)
    }

    /// Searches what has been taken.
    mutating func scan(
        _ group: PlainGroup, isFinished: Bool, under circumstances: Circumstances,
        into matches: inout [Match]
    ) {
        let known = matches.count
        var deciding = text.end
        var all = text.end
        let storage = text.storage
        storage.withUnsafeBufferPointer { bytes in
            let view = ScanView(
                bytes: bytes.extracting(0..<text.end - text.base), base: text.base,
                isFinished: isFinished, circumstances: circumstances)
            for index in keywords.indices {
                PlainKeywordScan(view: view, keywords: group.keywords[index]).advance(
                    &keywords[index], into: &matches)
                all = min(all, keywords[index].position)
                if group.keywords[index].isDeciding { deciding = min(deciding, keywords[index].position) }
            }
            for index in regexes.indices {
                PlainRegexScan(view: view, regex: group.regexes[index]).advance(
                    &regexes[index], into: &matches)
                all = min(all, regexes[index].position)
                if group.regexes[index].isDeciding { deciding = min(deciding, regexes[index].position) }
            }
        }
        for index in known..<matches.count {
            matches[index].whole = text.original(matches[index].whole)
            matches[index].span = text.original(matches[index].span)
        }
        decided = text.originalStart(of: deciding)
        text.drop(before: all, keeping: group.keptBytes)
    }
}
