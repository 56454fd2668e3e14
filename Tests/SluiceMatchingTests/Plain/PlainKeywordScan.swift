@testable import SluiceMatching

/// The search of one trie's keywords in what is there of a text.
struct PlainKeywordScan {
    let view: ScanView
    let keywords: PlainGroup.Keywords

    /// Decides all that can be decided.
    func advance(_ state: inout PlainKeywordState, into matches: inout [Match]) {
        let base = view.base
        let count = view.bytes.count
        let trie = keywords.trie
        var start = state.position - base
        while start < count {
            let byte = view.bytes[start]
            let mayBegin =
                start + 1 < count ? trie.mayBegin(byte, view.bytes[start + 1]) : trie.mayBegin(byte)
            if mayBegin, startsFreely(at: start) {
                guard decide(start, &state, into: &matches) else { break }
            }
            start += 1
        }
        state.position = start + base
    }

    /// Whether the character before `start` allows a keyword to begin there.
    @inline(__always)
    private func startsFreely(at start: Int) -> Bool {
        switch keywords.trie.boundary {
        case .none:
            return true
        case .word:
            return LetterTable.kind(before: start, in: view.bytes, LetterTable.kinds) == .other
        case .auto:
            return LetterTable.kind(before: start, in: view.bytes, LetterTable.kinds) != .spaced
                || LetterTable.kind(at: start, in: view.bytes, LetterTable.kinds) != .spaced
        }
    }

    /// Decides one start; false if text that has not come yet decides.
    private func decide(_ start: Int, _ state: inout PlainKeywordState, into matches: inout [Match]) -> Bool {
        let trie = keywords.trie
        let count = view.bytes.count
        var node = 0
        var position = start
        while position < count, let child = trie.child(of: node, by: view.bytes[position]) {
            node = child
            position += 1
        }
        let place = trie.nodes[node]
        if position == count, !view.isFinished,
            isOpen(place.owner, at: start + view.base, state)
        {
            return false
        }
        var ending = place.terminalCount > 0 ? Int32(node) : place.shorter
        while ending >= 0 {
            let end = trie.nodes[Int(ending)]
            for index in Int(end.firstTerminal)..<Int(end.firstTerminal + end.terminalCount) {
                guard
                    take(trie.terminals[index], start..<start + Int(end.depth), &state, into: &matches)
                else { return false }
            }
            ending = end.shorter
        }
        return true
    }

    /// Whether a longer keyword could still match at `offset` for a pattern that isn't inside a match of its own there.
    private func isOpen(_ owner: Int32, at offset: Int, _ state: PlainKeywordState) -> Bool {
        switch owner {
        case PlainTrie.Node.nobody: false
        case PlainTrie.Node.several: state.ends.contains { $0 <= offset }
        default: state.ends[Int(owner)] <= offset
        }
    }

    /// Takes or refuses a keyword that stands at `range` of the bytes; false if text that has not come yet decides.
    private func take(
        _ terminal: PlainTrie.Terminal, _ range: Range<Int>, _ state: inout PlainKeywordState,
        into matches: inout [Match]
    ) -> Bool {
        let base = view.base
        guard range.lowerBound + base >= state.ends[terminal.slot] else { return true }
        let conditions = keywords.parts[terminal.slot].conditions
        var verdict = judgeEnd(of: terminal, at: range.upperBound)
        if verdict == .accepted {
            verdict = conditions.judge(
                range, in: view.bytes, isFinished: view.isFinished, under: view.circumstances)
        }
        switch verdict {
        case .refused, .excepted: return true
        case .undecided: return false
        case .accepted: break
        }
        let match = range.lowerBound + base..<range.upperBound + base
        matches.append(
            Match(
                pattern: keywords.parts[terminal.slot].pattern, span: match, whole: match,
                element: terminal.element))
        state.ends[terminal.slot] = match.upperBound
        return true
    }

    /// Whether the character at `end` allows a keyword to end before it.
    private func judgeEnd(of terminal: PlainTrie.Terminal, at end: Int) -> Verdict {
        let boundary = keywords.trie.boundary
        if boundary == .none || boundary == .auto && !terminal.endsInSpacedLetter { return .accepted }
        guard end < view.bytes.count else { return view.isFinished ? .accepted : .undecided }
        let kind = LetterTable.kind(at: end, in: view.bytes, LetterTable.kinds)
        return kind == .spaced || boundary == .word && kind == .unspaced ? .refused : .accepted
    }
}
