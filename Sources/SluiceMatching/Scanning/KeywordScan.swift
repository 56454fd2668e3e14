/// The search of the keywords of one half in what is there of a text.
///
/// Starts are decided one after the other. From each the automaton is walked until no keyword goes on; then the longest
/// that passes its conditions counts, for each pattern by itself. A walk that meets the end of the text waits for more,
/// and goes on where it stopped.
@unsafe
struct KeywordScan {
    let view: ScanView
    /// Borrowed for the time of the scan, so that nothing is counted where nothing is found.
    unowned(unsafe) let half: ScanHalf
    unowned(unsafe) let automaton: KeywordAutomaton
    private let cells: UnsafePointer<KeywordAutomaton.Cell>
    private let pairs: UnsafePointer<UInt64>
    private let ascii: UnsafePointer<LetterKind>

    init(view: ScanView, half: ScanHalf, automaton: KeywordAutomaton) {
        unsafe self.view = view
        unsafe self.half = half
        unsafe self.automaton = automaton
        unsafe cells = automaton.cells.start
        unsafe pairs = automaton.pairs.start
        unsafe ascii = LetterTable.shared.ascii.start
    }

    /// Decides all that can be decided.
    func advance(_ state: inout KeywordState, into matches: inout [Match]) {
        let base = unsafe view.base
        let count = unsafe view.bytes.count
        var start = state.position - base
        if state.reached > state.position {
            guard unsafe decide(&state, into: &matches) else { return }
            start += 1
        }
        let hasFreeStarts = unsafe automaton.boundaries.contains(.none)
        while start < count {
            let byte = unsafe view.bytes[start]
            // The quick ways out of an ordinary start: inside a word, or a pair of bytes with which nothing begins.
            if !hasFreeStarts, start > 0, unsafe isInsideASCIIWord(view.bytes[start - 1], byte) {
                start += 1
                continue
            }
            let mayBegin =
                start + 1 < count
                ? unsafe pairs[Int(byte) << 2 | Int(view.bytes[start + 1] >> 6)]
                    & 1 << UInt64(view.bytes[start + 1] & 63) != 0
                : unsafe automaton.mayBegin(byte)
            if mayBegin {
                unsafe begin(at: start, &state)
                guard unsafe decide(&state, into: &matches) else { return }
            }
            start += 1
        }
        state.position = max(start + base, state.position)
        state.reached = state.position
        state.ends.forget(upTo: state.position)
    }

    @inline(__always)
    private func isInsideASCIIWord(_ before: UInt8, _ byte: UInt8) -> Bool {
        unsafe before | byte < 0x80 && ascii[Int(before)] == .spaced && ascii[Int(byte)] == .spaced
    }

    /// Sets the walk to a start.
    @inline(__always)
    private func begin(at start: Int, _ state: inout KeywordState) {
        unsafe state.position = start + view.base
        state.reached = state.position
        state.tail = -1
        state.ending = -1
        unsafe state.allowed = allowed(at: start)
    }

    /// The boundaries that allow a keyword to begin at `start`.
    @inline(__always)
    private func allowed(at start: Int) -> BoundarySet {
        let letters = LetterTable.shared
        switch unsafe letters.kind(before: start, in: view.bytes) {
        case .other: return [.none, .auto, .word]
        case .unspaced: return [.none, .auto]
        case .spaced:
            return unsafe letters.kind(at: start, in: view.bytes) == .spaced ? .none : [.none, .auto]
        }
    }

    /// Walks from where the state is and decides the start; false if text that has not come yet decides.
    @inline(__always)
    private func decide(_ state: inout KeywordState, into matches: inout [Match]) -> Bool {
        if unsafe walk(&state), unsafe !view.isFinished, unsafe isOpen(state) { return false }
        guard state.ending >= 0 else { return true }
        if unsafe takeEndings(state, &state.ends, into: &matches) { return true }
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
        if state.tail >= 0 { return unsafe walkTail(&state, unsafe automaton.tails[cells[index].base]) }
        var node = unsafe state.reached == state.position ? 0 : cells[index].base
        while position < count {
            let byte = unsafe view.bytes[position]
            let next = node ^ Int(byte)
            let cell = unsafe cells[next]
            guard cell.isReached(by: byte) else { return false }
            position += 1
            index = next
            if cell.bits & (KeywordAutomaton.Cell.ends | KeywordAutomaton.Cell.tail) != 0 {
                if cell.hasEnding { unsafe state.ending = automaton.cellEndings[index] }
                if cell.isTail {
                    state.cell = Int32(truncatingIfNeeded: index)
                    state.reached = position + base
                    state.tail = 0
                    return unsafe walkTail(&state, automaton.tails[cell.base])
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
            guard unsafe automaton.tailBytes[Int(tail.start + taken)] == view.bytes[position] else {
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
        let cell = unsafe cells[Int(state.cell)]
        guard !cell.below.isDisjoint(with: state.allowed) else { return false }
        if state.ends.isEmpty { return true }
        let slots =
            unsafe state.tail >= 0
            ? automaton.tails[cell.base].slots : automaton.cellSlots[Int(state.cell)]
        return unsafe automaton.slotSets[Int(slots)].contains { slot in
            unsafe !state.ends.covers(state.position, of: slot)
                && state.allowed.contains(BoundarySet(half.keywords[Int(slot)].boundary))
        }
    }

    /// Takes the keywords that end on the way, the longest first; false if text that has not come yet decides.
    private func takeEndings(
        _ state: KeywordState, _ ends: inout LastEnds, into matches: inout [Match]
    ) -> Bool {
        let start = unsafe state.position - view.base
        var index = state.ending
        while index >= 0 {
            let ending = unsafe automaton.endings[Int(index)]
            let range = start..<start + Int(ending.length)
            for terminal in ending.firstTerminal..<ending.firstTerminal + ending.terminalCount {
                let terminal = unsafe automaton.terminals[Int(terminal)]
                guard !state.allowed.isDisjoint(with: BoundarySet(terminal.boundary)) else { continue }
                guard unsafe take(terminal, range, &ends, into: &matches) else { return false }
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
        let keywords = unsafe half.keywords[Int(terminal.slot)]
        var verdict = unsafe judgeEnd(of: terminal, at: range.upperBound)
        if verdict == .accepted, !keywords.conditions.isEmpty {
            verdict = unsafe keywords.conditions.judge(range, in: view.bytes, isFinished: view.isFinished)
        }
        switch verdict {
        case .refused: return true
        case .undecided: return false
        case .accepted: break
        }
        matches.append(
            Match(pattern: keywords.pattern, span: match, whole: match, element: Int(terminal.element)))
        ends.note(match.upperBound, of: terminal.slot)
        return true
    }

    /// Whether the character at `end` allows a keyword to end before it.
    private func judgeEnd(of terminal: KeywordAutomaton.Terminal, at end: Int) -> Verdict {
        let boundary = terminal.boundary
        if boundary == .none || boundary == .auto && !terminal.endsInSpacedLetter { return .accepted }
        guard unsafe end < view.bytes.count else { return unsafe view.isFinished ? .accepted : .undecided }
        let kind = unsafe LetterTable.shared.kind(at: end, in: view.bytes)
        return kind == .spaced || boundary == .word && kind == .unspaced ? .refused : .accepted
    }
}
