extension RegexScan {
    /// Goes on start by start from `state.position` after the engine gave up at an unknown start.
    ///
    /// Ends with the first start that is no plain failure; false if text that has not come yet decides.
    func decideLimit(_ state: inout RegexState, into matches: inout [Match]) -> Bool {
        guard let anchored = unsafe regex.program.anchored else {
            return unsafe passLimit(&state, into: &matches)
        }
        while unsafe state.position < view.end {
            let horizon = unsafe horizon(ofStart: state.position)
            switch unsafe search(anchored.code, from: state.position, to: horizon.end, options: .partial) {
            case .match(let match):
                return unsafe take(match, &state, into: &matches)
            case .noMatch:
                state.position = unsafe view.next(after: state.position)
                continue
            case .partial:
                guard unsafe horizon.isCut || view.isFinished else { return false }
            case .limit:
                guard unsafe horizon.isCut || view.isFinished else {
                    state.isStalled = true
                    return false
                }
            }
            let options: MatchScratch.Options = horizon.isCut ? .notEnd : []
            switch unsafe search(anchored.code, from: state.position, to: horizon.end, options: options) {
            case .match(let match):
                return unsafe take(match, &state, into: &matches)
            case .noMatch, .partial:
                state.position = unsafe view.next(after: state.position)
                return true
            case .limit:
                return unsafe passLimit(&state, into: &matches)
            }
        }
        return true
    }

    /// Counts a start at which the engine gave up for good, and does what the pattern says.
    ///
    /// Where a byte that every match holds is missing, there is no match, whatever the engine had to say.
    private func passLimit(_ state: inout RegexState, into matches: inout [Match]) -> Bool {
        let horizon = unsafe horizon(ofStart: state.position)
        let seen = unsafe view.bytes.extracting(state.position - view.base..<horizon.end - view.base)
        guard unsafe seen.contains(where: { unsafe call.required.contains($0) }) else {
            state.position = unsafe view.next(after: state.position)
            return true
        }
        state.limits += 1
        switch unsafe regex.program.onLimit {
        case .match: unsafe takeLimit(&state, into: &matches)
        case .noMatch: state.position = unsafe view.next(after: state.position)
        }
        return true
    }

    /// Decides the next start of an exhausted pattern; false if text that has not come yet is needed.
    func passExhausted(_ state: inout RegexState, into matches: inout [Match]) -> Bool {
        guard unsafe regex.program.onLimit == .match else {
            state.position = unsafe view.end
            return true
        }
        guard unsafe horizon(ofStart: state.position).isCut || view.isFinished else { return false }
        unsafe takeLimit(&state, into: &matches)
        return true
    }

    /// Reports all that a start may see as a match.
    private func takeLimit(_ state: inout RegexState, into matches: inout [Match]) {
        let match = unsafe state.position..<horizon(ofStart: state.position).end
        unsafe matches.append(Match(pattern: regex.pattern, span: match, whole: match, isLimit: true))
        state.position = match.upperBound
    }
}
