/// The search of the keywords of one half in what is there of a text.
///
/// Starts are decided one after the other. From each the automaton is walked until no keyword goes on; then the longest
/// that passes its conditions counts, for each pattern by itself. A walk that meets the end of the text waits for more,
/// and goes on where it stopped.
@unsafe
struct KeywordScan {
    let view: ScanView
    let tables: UnsafePointer<HalfTables>

    @inline(__always) var keywords: KeywordTables { unsafe tables.pointee.keywords }

    @inline(__always)
    init(view: ScanView, tables: UnsafePointer<HalfTables>) {
        unsafe self.view = view
        unsafe self.tables = tables
    }

    /// Decides all that can be decided.
    @inline(never)
    func advance(_ state: inout KeywordState, into matches: inout [Match]) {
        let base = unsafe view.base
        let count = unsafe view.bytes.count
        let kinds = unsafe keywords.byteKinds
        guard let bytes = unsafe view.bytes.baseAddress else { return }
        var start = state.position - base
        if state.reached > state.position {
            guard unsafe decide(&state, into: &matches) else { return }
            start += 1
        }
        let filtered = unsafe count - keywords.longest + 1
        if unsafe filtered - start >= Self.leastFiltered {
            guard unsafe advance(&state, from: start, filteredTo: filtered, into: &matches) else { return }
            start = filtered
        }
        var before = unsafe start > 0 && start <= count ? kinds[Int(bytes[start - 1])] : []
        let last = unsafe LastWord(view.bytes)
        while start < last.start {
            let first = unsafe KeywordStart(LastWord.bytes(from: start, in: view.bytes))
            guard unsafe pass(start, first, &before, &state, into: &matches) else { return }
            start &+= 1
        }
        var rest = last.bytes(from: start)
        while start < count {
            guard unsafe pass(start, KeywordStart(rest), &before, &state, into: &matches) else { return }
            rest &>>= 8
            start &+= 1
        }
        state.position = start + base
        state.reached = state.position
        if !state.ends.isEmpty { state.ends.forget(upTo: state.position) }
    }

    /// Decides a new start; false if it waits.
    ///
    /// - Parameters:
    ///   - first: The bytes from there.
    ///   - before: The kind of the byte before it, and behind the call that of its first byte.
    @inline(__always)
    private func pass(
        _ start: Int, _ first: KeywordStart, _ before: inout KeywordAutomaton.ByteKind,
        _ state: inout KeywordState, into matches: inout [Match]
    ) -> Bool {
        let kind = unsafe keywords.byteKinds[Int(first.word & 0xFF)]
        let isNoStart = kind.isNoStart(behind: before)
        before = kind
        guard !isNoStart, unsafe keywords.beginnings.mayContain(first) else { return true }
        return unsafe passSlowly(start, &state, into: &matches)
    }

    /// Decides a start that the bitmap lets pass; apart, so that the loops over starts stay small.
    @inline(never)
    private func passSlowly(
        _ start: Int, _ state: inout KeywordState, into matches: inout [Match]
    ) -> Bool {
        switch unsafe glance(at: start, &state) {
        case .nothing: return true
        case .waits: return false
        case .something:
            unsafe begin(at: start, allowing: allowed(at: start), &state)
            return unsafe decide(&state, into: &matches)
        }
    }

    /// From so many starts on the filter is asked for those that are worth a walk.
    private static let leastFiltered = 192

    /// Decides the starts that the filter finds, all of which have room for the longest keyword; false if one waits.
    @inline(never)
    private func advance(
        _ state: inout KeywordState, from start: Int, filteredTo end: Int, into matches: inout [Match]
    ) -> Bool {
        guard let filter = unsafe tables.pointee.half.automaton.filter else { return true }
        let offsetCount = unsafe LiteralFilter.offsetCount(in: view.bytes.count)
        return unsafe withUnsafeTemporaryAllocation(of: Int.self, capacity: offsetCount) { offsets in
            var from = start
            while from < end {
                let progress = unsafe filter.scan(view.bytes, from: from, to: end, into: offsets)
                for index in 0..<progress.count {
                    let start = unsafe offsets[index]
                    unsafe begin(at: start, allowing: allowed(at: start), &state)
                    guard unsafe decide(&state, into: &matches) else { return false }
                }
                from = progress.next
            }
            return true
        }
    }

    /// Sets the walk to a start.
    @inline(__always)
    func begin(at start: Int, allowing allowed: BoundarySet, _ state: inout KeywordState) {
        unsafe state.position = start + view.base
        state.reached = state.position
        state.tail = -1
        state.ending = -1
        state.allowed = allowed
    }

    /// The boundaries that allow a keyword to begin at `start`.
    @inline(__always)
    func allowed(at start: Int) -> BoundarySet {
        if unsafe keywords.isAnywhere { return .all }
        // Most Chinese characters, without a look at the table of letters: U+4000 to U+9FFF are none of a script with spaces.
        if unsafe keywords.ignoresUnspaced, unsafe view.bytes[start] &- 0xE4 < 6 { return [.none, .auto] }
        switch unsafe LetterTable.kind(before: start, in: view.bytes, keywords.letters) {
        case .other: return .all
        case .unspaced: return [.none, .auto]
        case .spaced:
            return unsafe LetterTable.kind(at: start, in: view.bytes, keywords.letters) == .spaced
                ? .none : [.none, .auto]
        }
    }
}
