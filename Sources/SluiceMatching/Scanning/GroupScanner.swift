/// The scan of one text by the patterns that share a normalisation.
struct GroupScanner: Sendable {
    /// The first offset that is not decided, for deciding patterns and for all.
    struct Undecided {
        var deciding: Int
        var all: Int
    }

    var text = NormalizedText()
    var regexes: [RegexState]
    var keywords: [KeywordState]
    /// The regexes that have an undecided place, as a set of bits; all others are done up to `scanned`.
    var held: [UInt64]
    /// The end of the text at the last scan.
    var scanned = 0
    /// The original offset before which nothing more will match for a deciding pattern.
    private(set) var decided = 0

    init(_ group: ScanGroup) {
        regexes = Array(repeating: RegexState(), count: group.regexes.count)
        keywords = group.keywords.map {
            KeywordState(ends: Array(repeating: 0, count: $0.trie.slotCount))
        }
        held = Array(repeating: 0, count: group.words)
    }

    /// How often the engine gave up, by the group's regexes.
    var limits: [Int] { regexes.map(\.limits) }

    /// The bytes that the scan occupies.
    var memoryBytes: Int {
        MemoryLayout<GroupScanner>.stride + text.storage.capacity + text.map.memoryBytes
            + regexes.capacity * MemoryLayout<RegexState>.stride
            + keywords.reduce(0) {
                $0 + MemoryLayout<KeywordState>.stride + $1.ends.capacity * MemoryLayout<Int>.stride
            }
            + held.capacity * MemoryLayout<UInt64>.stride
    }

    /// Takes bytes that don't end inside a code point.
    mutating func take(_ bytes: UnsafeBufferPointer<UInt8>, group: ScanGroup) {
        unsafe text.append(bytes, table: group.table)
    }

    /// Searches what has been taken.
    mutating func scan(_ group: ScanGroup, isFinished: Bool, into matches: inout [Match]) {
        let known = matches.count
        let undecided = searchAll(group, isFinished: isFinished, into: &matches)
        for index in known..<matches.count {
            matches[index].whole = text.original(matches[index].whole)
            matches[index].span = text.original(matches[index].span)
        }
        scanned = text.end
        decided = text.originalStart(of: undecided.deciding)
        text.drop(before: undecided.all, keeping: group.keptBytes)
    }

    /// Adds matches with offsets of the normalised text.
    private mutating func searchAll(
        _ group: ScanGroup, isFinished: Bool, into matches: inout [Match]
    ) -> Undecided {
        var undecided = Undecided(deciding: text.end, all: text.end)
        // Held beside `text`, so that the states can be changed while the bytes are read.
        let storage = text.storage
        unsafe storage.withUnsafeBufferPointer { bytes in
            let view = unsafe ScanView(
                bytes: bytes.extracting(0..<text.end - text.base), base: text.base, isFinished: isFinished,
                scratch: .current)
            unsafe scanKeywords(of: group, view, &undecided, into: &matches)
            unsafe scanRegexes(of: group, view, &undecided, into: &matches)
        }
        return undecided
    }
}
