/// The search of one trie's keywords in what is there of a text.
@unsafe
struct KeywordScan {
    let view: ScanView
    let keywords: ScanGroup.Keywords

    /// Decides all that can be decided.
    func advance(_ state: inout KeywordState, into matches: inout [Match]) {
        let base = unsafe view.base
        let count = unsafe view.bytes.count
        let trie = unsafe keywords.trie
        var start = state.position - base
        while start < count {
            let byte = unsafe view.bytes[start]
            let mayBegin =
                start + 1 < count ? unsafe trie.mayBegin(byte, view.bytes[start + 1]) : trie.mayBegin(byte)
            if mayBegin, unsafe startsFreely(at: start) {
                guard unsafe decide(start, &state, into: &matches) else { break }
            }
            start += 1
        }
        state.position = start + base
    }

    /// Whether the character before `start` allows a keyword to begin there.
    @inline(__always)
    private func startsFreely(at start: Int) -> Bool {
        let letters = LetterTable.shared
        switch unsafe keywords.trie.boundary {
        case .none:
            return true
        case .word:
            return unsafe letters.kind(before: start, in: view.bytes) == .other
        case .auto:
            return unsafe letters.kind(before: start, in: view.bytes) != .spaced
                || letters.kind(at: start, in: view.bytes) != .spaced
        }
    }

    /// Decides one start; false if text that has not come yet decides.
    private func decide(_ start: Int, _ state: inout KeywordState, into matches: inout [Match]) -> Bool {
        let trie = unsafe keywords.trie
        let count = unsafe view.bytes.count
        var node = 0
        var position = start
        while position < count, let child = unsafe trie.child(of: node, by: view.bytes[position]) {
            node = child
            position += 1
        }
        let place = trie.nodes[node]
        if position == count, unsafe !view.isFinished,
            unsafe isOpen(place.owner, at: start + view.base, state)
        {
            return false
        }
        var ending = place.terminalCount > 0 ? Int32(node) : place.shorter
        while ending >= 0 {
            let end = trie.nodes[Int(ending)]
            for index in Int(end.firstTerminal)..<Int(end.firstTerminal + end.terminalCount) {
                guard
                    unsafe take(trie.terminals[index], start..<start + Int(end.depth), &state, into: &matches)
                else { return false }
            }
            ending = end.shorter
        }
        return true
    }

    /// Whether a longer keyword could still match at `offset` for a pattern that isn't inside a match of its own there.
    private func isOpen(_ owner: Int32, at offset: Int, _ state: KeywordState) -> Bool {
        switch owner {
        case KeywordTrie.Node.nobody: false
        case KeywordTrie.Node.several: state.ends.contains { $0 <= offset }
        default: state.ends[Int(owner)] <= offset
        }
    }

    /// Takes or refuses a keyword that stands at `range` of the bytes; false if text that has not come yet decides.
    private func take(
        _ terminal: KeywordTrie.Terminal, _ range: Range<Int>, _ state: inout KeywordState,
        into matches: inout [Match]
    ) -> Bool {
        let base = unsafe view.base
        guard range.lowerBound + base >= state.ends[terminal.slot] else { return true }
        let conditions = unsafe keywords.conditions[terminal.slot]
        var verdict = unsafe judgeEnd(of: terminal, at: range.upperBound)
        if verdict == .accepted {
            verdict = unsafe conditions.judge(range, in: view.bytes, isFinished: view.isFinished)
        }
        switch verdict {
        case .refused: return true
        case .undecided: return false
        case .accepted: break
        }
        let match = range.lowerBound + base..<range.upperBound + base
        unsafe matches.append(
            Match(
                pattern: keywords.patterns[terminal.slot], span: match, whole: match,
                element: terminal.element))
        state.ends[terminal.slot] = match.upperBound
        return true
    }

    /// Whether the character at `end` allows a keyword to end before it.
    private func judgeEnd(of terminal: KeywordTrie.Terminal, at end: Int) -> Verdict {
        let boundary = unsafe keywords.trie.boundary
        if boundary == .none || boundary == .auto && !terminal.endsInSpacedLetter { return .accepted }
        guard unsafe end < view.bytes.count else { return unsafe view.isFinished ? .accepted : .undecided }
        let kind = unsafe LetterTable.shared.kind(at: end, in: view.bytes)
        return kind == .spaced || boundary == .word && kind == .unspaced ? .refused : .accepted
    }
}
