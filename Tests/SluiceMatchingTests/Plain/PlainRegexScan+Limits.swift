@testable import SluiceMatching

extension PlainRegexScan {
    /// Goes on start by start from `state.position` after the engine gave up at an unknown start.
    ///
    /// Ends with the first start that is no plain failure; false if text that has not come yet decides.
    func decideLimit(_ state: inout PlainRegexState, into matches: inout [Match]) -> Bool {
        while state.position < view.end {
            let horizon = horizon(ofStart: state.position)
            switch search(regex.program.regex.code, from: state.position, to: horizon.end, options: .partial)
            {
            case .match(let match):
                return take(match, &state, into: &matches)
            case .noMatch:
                state.position = view.next(after: state.position)
                continue
            case .partial:
                guard horizon.isCut || view.isFinished else { return false }
            case .limit:
                guard horizon.isCut || view.isFinished else {
                    state.isStalled = true
                    return false
                }
            }
            let options: MatchScratch.Options = horizon.isCut ? .notEnd : []
            switch search(regex.program.regex.code, from: state.position, to: horizon.end, options: options) {
            case .match(let match):
                return take(match, &state, into: &matches)
            case .noMatch, .partial:
                state.position = view.next(after: state.position)
                return true
            case .limit:
                return passLimit(&state, into: &matches)
            }
        }
        return true
    }

    /// Counts a start at which the engine gave up for good, and does what the pattern says.
    ///
    /// Where a byte that every match holds is missing, there is no match, whatever the engine had to say.
    private func passLimit(_ state: inout PlainRegexState, into matches: inout [Match]) -> Bool {
        let horizon = horizon(ofStart: state.position)
        let seen = view.bytes.extracting(state.position - view.base..<horizon.end - view.base)
        guard seen.contains(where: { regex.required.contains($0) }) else {
            state.position = view.next(after: state.position)
            return true
        }
        state.limits += 1
        switch regex.program.onLimit {
        case .match: takeLimit(&state, into: &matches)
        case .noMatch: state.position = view.next(after: state.position)
        }
        return true
    }

    /// Decides the next start of an exhausted pattern; false if text that has not come yet is needed.
    func passExhausted(_ state: inout PlainRegexState, into matches: inout [Match]) -> Bool {
        guard regex.program.onLimit == .match else {
            state.position = view.end
            return true
        }
        guard horizon(ofStart: state.position).isCut || view.isFinished else { return false }
        takeLimit(&state, into: &matches)
        return true
    }

    /// Reports all that a start may see as a match.
    private func takeLimit(_ state: inout PlainRegexState, into matches: inout [Match]) {
        let match = state.position..<horizon(ofStart: state.position).end
        matches.append(
            Match(
                pattern: regex.pattern, span: match, whole: match, element: regex.element, isLimit: true))
        state.position = match.upperBound
    }
}
