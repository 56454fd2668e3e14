extension KeywordScan {
    /// Takes the keywords that end on the way, the longest first; false if text that has not come yet decides.
    func takeEndings(_ state: inout KeywordState, into matches: inout [Match]) -> Bool {
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
