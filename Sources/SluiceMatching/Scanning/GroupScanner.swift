/// The scan of one text by the patterns that share a normalisation.
struct GroupScanner: Sendable {
    /// How far the patterns of a half have come.
    struct HalfState: Sendable {
        var keywords = KeywordState()
        var regexes = RegexState()

        /// The bytes outside the value.
        var memoryBytes: Int {
            keywords.ends.byteCount + regexes.ends.byteCount
                + regexes.candidates.capacity * MemoryLayout<RegexState.Candidate>.stride
                + regexes.limits.capacity * MemoryLayout<RegexState.Limit>.stride
        }
    }

    private var text = NormalizedText()
    private var deciding = HalfState()
    private var observing = HalfState()
    /// The original offset before which nothing more will match for a deciding pattern.
    private(set) var decided = 0

    init() {}

    /// A scan whose text stands in memory of the caller's, until that is given back.
    init(memory: inout [UInt8]) {
        swap(&text.storage, &memory)
    }

    /// Gives the memory back: the scan is over.
    mutating func giveBack(_ memory: inout [UInt8]) {
        swap(&text.storage, &memory)
    }

    /// How often PCRE2 gave up on a pattern.
    func limitCount(of pattern: Int, in group: ScanGroup) -> Int {
        var count = 0
        for (half, state) in [(group.deciding, deciding), (group.observing, observing)] {
            for (index, regex) in half.regexes.enumerated() where regex.pattern == pattern {
                count += state.regexes.limitCount(of: index)
            }
        }
        return count
    }

    /// The bytes that the scan occupies outside the value.
    var memoryBytes: Int {
        text.storage.capacity + text.map.memoryBytes + deciding.memoryBytes + observing.memoryBytes
    }

    /// Takes bytes that don't end inside a code point.
    @inline(__always)
    mutating func take(_ bytes: UnsafeBufferPointer<UInt8>, _ tables: UnsafePointer<GroupTables>) {
        unsafe text.append(bytes, table: tables.pointee.normalizer)
    }

    /// Takes a few bytes that don't end inside a code point.
    @inline(__always)
    mutating func take(_ piece: ShortText, _ tables: UnsafePointer<GroupTables>) {
        unsafe text.append(piece, table: tables.pointee.normalizer)
    }

    /// Searches what has been taken.
    @inline(__always)
    mutating func scan(
        _ tables: UnsafePointer<GroupTables>, isFinished: Bool, under circumstances: Circumstances,
        into matches: inout [Match]
    ) {
        let known = matches.count
        let (held, needed) = unsafe Self.scan(
            text, tables, &deciding, &observing, isFinished: isFinished, under: circumstances,
            into: &matches)
        if matches.count > known { translate(&matches, from: known) }
        decided = text.originalStart(of: held)
        unsafe text.drop(before: needed, keeping: tables.pointee.keptBytes)
    }

    /// Gives matches their offsets in the original text.
    private func translate(_ matches: inout [Match], from first: Int) {
        for index in first..<matches.count {
            matches[index].whole = text.original(matches[index].whole)
            matches[index].span = text.original(matches[index].span)
        }
    }

    /// Searches a text; returns the first place that is held, and the first that is needed.
    @inline(__always)
    private static func scan(
        _ text: NormalizedText, _ tables: UnsafePointer<GroupTables>, _ deciding: inout HalfState,
        _ observing: inout HalfState, isFinished: Bool, under circumstances: Circumstances,
        into matches: inout [Match]
    ) -> (held: Int, needed: Int) {
        unsafe text.storage.withUnsafeBufferPointer { bytes in
            let view = unsafe ScanView(
                bytes: UnsafeBufferPointer(start: bytes.baseAddress, count: text.end - text.base),
                base: text.base, isFinished: isFinished, circumstances: circumstances)
            let halves = unsafe tables.pointee.halves
            let held = unsafe Self.scan(halves, &deciding, view, into: &matches)
            guard unsafe tables.pointee.hasObserving else { return (held, held) }
            let observed = unsafe Self.scan(halves + 1, &observing, view, into: &matches)
            return (held, min(held, observed))
        }
    }

    /// Searches with the patterns of a half; returns the first place that is held.
    @inline(__always)
    private static func scan(
        _ tables: UnsafePointer<HalfTables>, _ state: inout HalfState, _ view: ScanView,
        into matches: inout [Match]
    ) -> Int {
        var held = unsafe view.end
        if unsafe tables.pointee.hasKeywords {
            unsafe KeywordScan(view: view, tables: tables).advance(&state.keywords, into: &matches)
            held = min(held, state.keywords.position)
        }
        if unsafe tables.pointee.hasRegexes {
            let scan = unsafe RegexScan(view: view, tables: tables)
            held = min(held, unsafe scan.advance(&state.regexes, into: &matches))
        }
        return held
    }
}
