/// The scan of one text by the patterns that share a normalisation.
struct GroupScanner: Sendable {
    /// How far the patterns of a half have come.
    struct HalfState: Sendable {
        var keywords = KeywordState()
        var regexes = RegexState()
    }

    private var text = NormalizedText()
    private var deciding = HalfState()
    private var observing = HalfState()
    /// The original offset before which nothing more will match for a deciding pattern.
    private(set) var decided = 0

    /// How often PCRE2 gave up on a pattern.
    func limitCount(of pattern: Int, in group: ScanGroup) -> Int {
        for (half, state) in [(group.deciding, deciding), (group.observing ?? group.deciding, observing)] {
            if let index = half.regexes.firstIndex(where: { $0.pattern == pattern }) {
                let count = state.regexes.limitCount(of: index)
                if count > 0 { return count }
            }
        }
        return 0
    }

    /// Takes bytes that don't end inside a code point.
    @inline(__always)
    mutating func take(_ bytes: UnsafeBufferPointer<UInt8>, group: ScanGroup) {
        unsafe text.append(bytes, table: group.table)
    }

    /// Searches what has been taken.
    mutating func scan(_ group: ScanGroup, isFinished: Bool, into matches: inout [Match]) {
        let known = matches.count
        var held = text.end
        var needed = text.end
        // Held beside `text`, so that the states can be changed while the bytes are read.
        let storage = text.storage
        unsafe storage.withUnsafeBufferPointer { bytes in
            let view = unsafe ScanView(
                bytes: bytes.extracting(0..<text.end - text.base), base: text.base, isFinished: isFinished,
                scratch: .current)
            held = unsafe Self.scan(group.deciding, &deciding, view, into: &matches)
            needed = held
            if let half = group.observing {
                needed = min(needed, unsafe Self.scan(half, &observing, view, into: &matches))
            }
        }
        for index in known..<matches.count {
            matches[index].whole = text.original(matches[index].whole)
            matches[index].span = text.original(matches[index].span)
        }
        decided = text.originalStart(of: held)
        text.drop(before: needed, keeping: group.keptBytes)
    }

    /// Searches with the patterns of a half; returns the first place that is held.
    @inline(__always)
    private static func scan(
        _ half: ScanHalf, _ state: inout HalfState, _ view: ScanView, into matches: inout [Match]
    ) -> Int {
        var held = unsafe view.end
        if let automaton = half.automaton {
            unsafe KeywordScan(view: view, half: half, automaton: automaton).advance(
                &state.keywords, into: &matches)
            held = min(held, state.keywords.position)
        }
        if let prefixes = half.prefixes {
            let scan = unsafe RegexScan(view: view, half: half, automaton: prefixes)
            held = min(held, unsafe scan.advance(&state.regexes, into: &matches))
        }
        return held
    }
}
