/// The search of the keywords of one half in what is there of a text.
///
/// Starts are decided one after the other. From each the automaton is walked until no keyword goes on; then the longest
/// that passes its conditions counts, for each pattern by itself. A walk that meets the end of the text waits for more,
/// and goes on where it stopped.
@unsafe
struct KeywordScan {
    let view: ScanView
    let tables: UnsafePointer<HalfTables>

    @inline(__always) private var keywords: KeywordTables { unsafe tables.pointee.keywords }

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
        _ state: inout KeywordState,
        into matches: inout [Match]
    ) -> Bool {
        let kind = unsafe keywords.byteKinds[Int(first.word & 0xFF)]
        let isNoStart = kind.isNoStart(behind: before)
        before = kind
        guard !isNoStart, unsafe keywords.beginnings.mayContain(first) else { return true }
        return unsafe passSlowly(start, &state, into: &matches)
    }

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
    private static let offsetCount = 512
    private static let shortWalk = 8

    /// Decides the starts that the filter finds, all of which have room for the longest keyword; false if one waits.
    @inline(never)
    private func advance(
        _ state: inout KeywordState, from start: Int, filteredTo end: Int, into matches: inout [Match]
    ) -> Bool {
        guard let filter = unsafe tables.pointee.half.automaton.filter else { return true }
        return unsafe withUnsafeTemporaryAllocation(of: Int.self, capacity: Self.offsetCount) { offsets in
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

    /// What a walk has shown that looks for no ending.
    private enum Glance {
        /// No keyword stands at the start.
        case nothing
        /// The start waits for more text, and is set in the state.
        case waits
        /// A keyword ends, or its last part begins, or an earlier match counts.
        case something
    }

    /// Walks a new start, and touches the state only if the walk meets the end of the text.
    ///
    /// Why it exists: nearly all walks are over within a few bytes, and writing each to the state and reading it again
    /// cost more than the walk.
    @inline(__always)
    private func glance(at start: Int, _ state: inout KeywordState) -> Glance {
        let count = unsafe view.bytes.count
        let allowed = unsafe allowed(at: start)
        let special = KeywordAutomaton.Cell.ends | KeywordAutomaton.Cell.tail
        var position = start
        var index = 0
        var node = 0
        while position < count {
            let byte = unsafe view.bytes[position]
            index = node ^ Int(byte)
            let cell = unsafe keywords.cells[index]
            guard cell.isReached(by: byte) else { return .nothing }
            position &+= 1
            if cell.bits & special != 0 { return .something }
            if cell.below.isDisjoint(with: allowed) { return .nothing }
            node = cell.base
        }
        if unsafe view.isFinished { return .nothing }
        guard state.ends.isEmpty else { return .something }
        unsafe begin(at: start, allowing: allowed, &state)
        // After a short walk it costs less to begin again.
        guard unsafe count &- start > Self.shortWalk else { return .waits }
        state.reached = unsafe view.end
        state.cell = Int32(truncatingIfNeeded: index)
        return .waits
    }

    /// Sets the walk to a start.
    @inline(__always)
    private func begin(at start: Int, allowing allowed: BoundarySet, _ state: inout KeywordState) {
        unsafe state.position = start + view.base
        state.reached = state.position
        state.tail = -1
        state.ending = -1
        state.allowed = allowed
    }

    /// The boundaries that allow a keyword to begin at `start`.
    @inline(__always)
    private func allowed(at start: Int) -> BoundarySet {
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

    /// Walks from where the state is and decides the start; false if text that has not come yet decides.
    @inline(__always)
    private func decide(_ state: inout KeywordState, into matches: inout [Match]) -> Bool {
        if unsafe walk(&state), unsafe !view.isFinished, unsafe isOpen(state) { return false }
        guard state.ending >= 0 else { return true }
        if unsafe takeEndings(&state, into: &matches) { return true }
        // Text that has not come yet decides; the start is walked again then.
        state.reached = state.position
        return false
    }

    /// Takes bytes as long as a keyword goes on with them; whether the text's end was met first.
    @inline(__always)
    private func walk(_ state: inout KeywordState) -> Bool {
        let base = unsafe view.base
        let count = unsafe view.bytes.count
        var position = state.reached - base
        var index = Int(state.cell)
        if state.tail >= 0 {
            return unsafe walkTail(&state, unsafe keywords.tails[keywords.cells[index].base])
        }
        var node = unsafe state.reached == state.position ? 0 : keywords.cells[index].base
        while position < count {
            let byte = unsafe view.bytes[position]
            let next = node ^ Int(byte)
            let cell = unsafe keywords.cells[next]
            guard cell.isReached(by: byte) else { return false }
            position += 1
            index = next
            if cell.bits & (KeywordAutomaton.Cell.ends | KeywordAutomaton.Cell.tail) != 0 {
                if cell.hasEnding { unsafe state.ending = keywords.cellEndings[index] }
                if cell.isTail {
                    state.cell = Int32(truncatingIfNeeded: index)
                    state.reached = position + base
                    state.tail = 0
                    return unsafe walkTail(&state, keywords.tails[cell.base])
                }
            }
            if cell.below.isDisjoint(with: state.allowed) { return false }
            node = cell.base
        }
        state.cell = Int32(truncatingIfNeeded: index)
        state.reached = position + base
        return true
    }

    private func walkTail(_ state: inout KeywordState, _ tail: KeywordAutomaton.Tail) -> Bool {
        let base = unsafe view.base
        let count = unsafe view.bytes.count
        var position = state.reached - base
        var taken = state.tail
        while taken < tail.length {
            guard position < count else {
                state.tail = taken
                state.reached = position + base
                return true
            }
            guard unsafe keywords.tailBytes[Int(tail.start + taken)] == view.bytes[position] else {
                return false
            }
            taken += 1
            position += 1
        }
        state.ending = tail.ending
        return false
    }

    /// Whether a longer keyword could still match for a pattern that isn't inside a match of its own.
    private func isOpen(_ state: KeywordState) -> Bool {
        let cell = unsafe keywords.cells[Int(state.cell)]
        guard !cell.below.isDisjoint(with: state.allowed) else { return false }
        if state.ends.isEmpty { return true }
        let slots =
            unsafe state.tail >= 0
            ? keywords.tails[cell.base].slots : keywords.cellSlots[Int(state.cell)]
        let half = unsafe tables.pointee.half
        return half.automaton.slotSets[Int(slots)].contains { slot in
            !state.ends.covers(state.position, of: slot)
                && state.allowed.contains(BoundarySet(half.keywords[Int(slot)].boundary))
        }
    }

    /// Takes the keywords that end on the way, the longest first; false if text that has not come yet decides.
    private func takeEndings(_ state: inout KeywordState, into matches: inout [Match]) -> Bool {
        let start = unsafe state.position - view.base
        let known = matches.count
        var index = state.ending
        while index >= 0 {
            let ending = unsafe keywords.endings[Int(index)]
            let range = start..<start + Int(ending.length)
            for terminal in ending.firstTerminal..<ending.firstTerminal + ending.terminalCount {
                let terminal = unsafe keywords.terminals[Int(terminal)]
                guard !state.allowed.isDisjoint(with: BoundarySet(terminal.boundary)) else { continue }
                guard unsafe take(terminal, range, &state.ends, into: &matches) else {
                    // The start is judged again, and with it what was excepted.
                    if matches.count > known { matches.removeExceptions(from: known) }
                    return false
                }
            }
            index = ending.shorter
        }
        return true
    }

    /// Takes or refuses a keyword that stands at `range` of the bytes; false if text that has not come yet decides.
    private func take(
        _ terminal: KeywordAutomaton.Terminal, _ range: Range<Int>, _ ends: inout LastEnds,
        into matches: inout [Match]
    ) -> Bool {
        let base = unsafe view.base
        let match = range.lowerBound + base..<range.upperBound + base
        if !ends.isEmpty, ends.covers(match.lowerBound, of: terminal.slot) { return true }
        var verdict = unsafe judgeEnd(of: terminal, at: range.upperBound)
        if verdict == .refused { return true }
        let pattern = unsafe tables.pointee.keywordPatterns[Int(terminal.slot)]
        if verdict == .accepted, pattern.hasConditions {
            let conditions = unsafe tables.pointee.half.keywords[Int(terminal.slot)].conditions
            verdict = unsafe MatchScratch.run(pattern.index) {
                unsafe conditions.judge(
                    range, in: view.bytes, isFinished: view.isFinished, under: view.circumstances)
            }
        }
        switch verdict {
        case .refused: return true
        case .excepted:
            matches.append(.exception(pattern.index, match))
            return true
        case .undecided: return false
        case .accepted: break
        }
        matches.append(
            Match(pattern: pattern.index, span: match, whole: match, element: Int(terminal.element)))
        ends.note(match.upperBound, of: terminal.slot)
        return true
    }

    /// Whether the character at `end` allows a keyword to end before it.
    private func judgeEnd(of terminal: KeywordAutomaton.Terminal, at end: Int) -> Verdict {
        let boundary = terminal.boundary
        if boundary == .none || boundary == .auto && !terminal.endsInSpacedLetter { return .accepted }
        guard unsafe end < view.bytes.count else { return unsafe view.isFinished ? .accepted : .undecided }
        let kind = unsafe LetterTable.kind(at: end, in: view.bytes, keywords.letters)
        return kind == .spaced || boundary == .word && kind == .unspaced ? .refused : .accepted
    }
}
