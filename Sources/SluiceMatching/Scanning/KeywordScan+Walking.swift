extension KeywordScan {
    /// A walk that has taken no more bytes is begun again when more text comes.
    private static let shortWalk = 8

    /// What a walk has shown that looks for no ending.
    enum Glance {
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
    func glance(at start: Int, _ state: inout KeywordState) -> Glance {
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

    /// Walks from where the state is and decides the start; false if text that has not come yet decides.
    @inline(__always)
    func decide(_ state: inout KeywordState, into matches: inout [Match]) -> Bool {
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
}
