/// The scan of one text by the patterns that share a normalisation.
struct GroupScanner: Sendable {
    private var text = NormalizedText()
    private var regexes: [RegexState]
    private var keywords: [KeywordState]
    /// The regexes that have an undecided place, as a set of bits; all others are done up to `scanned`.
    private var held: [UInt64]
    /// The end of the text at the last scan.
    private var scanned = 0
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

    /// Takes bytes that don't end inside a code point.
    mutating func take(_ bytes: UnsafeBufferPointer<UInt8>, group: ScanGroup) {
        unsafe text.append(bytes, table: group.table)
    }

    /// Searches what has been taken.
    mutating func scan(_ group: ScanGroup, isFinished: Bool, into matches: inout [Match]) {
        let undecided = searchAll(group, isFinished: isFinished, into: &matches)
        scanned = text.end
        decided = text.originalStart(of: undecided.deciding)
        text.drop(before: undecided.all, keeping: group.keptBytes)
    }

    /// Returns the first undecided offset, of the deciding patterns and of all.
    private mutating func searchAll(
        _ group: ScanGroup, isFinished: Bool, into matches: inout [Match]
    ) -> (deciding: Int, all: Int) {
        // A copy that shares the storage, so that the states can be changed while it is read.
        let text = text
        var deciding = text.end
        var all = text.end
        unsafe text.storage.withUnsafeBufferPointer { storage in
            let view = unsafe ScanView(
                text: text, bytes: storage.extracting(0..<text.end - text.base), isFinished: isFinished,
                scratch: .current)
            for index in keywords.indices {
                unsafe KeywordScan(view: view, keywords: group.keywords[index]).advance(
                    &keywords[index], into: &matches)
                all = min(all, keywords[index].position)
                if group.keywords[index].isDeciding { deciding = min(deciding, keywords[index].position) }
            }
            for word in held.indices {
                var awake = unsafe wake(word, group, view)
                while awake != 0 {
                    let bit = awake & (0 &- awake)
                    let index = word << 6 | awake.trailingZeroBitCount
                    awake ^= bit
                    if held[word] & bit == 0 { regexes[index].position = scanned }
                    unsafe RegexScan(view: view, regex: group.regexes[index]).advance(
                        &regexes[index], into: &matches)
                    let position = regexes[index].position
                    if position < text.end || regexes[index].isExhausted {
                        held[word] |= bit
                        all = min(all, position)
                        if group.regexes[index].isDeciding { deciding = min(deciding, position) }
                    } else {
                        held[word] &= ~bit
                    }
                }
            }
        }
        return (deciding, all)
    }

    /// The regexes of a word of the set that have something to search: those held, and those that the new text wakes.
    private func wake(_ word: Int, _ group: ScanGroup, _ view: ScanView) -> UInt64 {
        var awake = held[word]
        let every = group.everyRegex[word]
        for offset in scanned..<max(scanned, unsafe view.end) where awake != every {
            awake |= unsafe group.wakes[Int(view.bytes[offset - view.base]) * group.words + word]
        }
        return awake
    }
}
