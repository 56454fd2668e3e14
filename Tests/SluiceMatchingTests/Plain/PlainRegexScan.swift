@testable import SluiceMatching

/// The search of one regex in what is there of a text.
///
/// Exactness. With `PCRE2_PARTIAL_HARD` PCRE2 answers "partial" the moment a start asks for a byte beyond the text. Any
/// other answer was reached without asking, so no later text can change it, and all starts before the answer's own have
/// failed in the same way. Where there is no upper bound, starts in the block [k·B, (k+1)·B) see the text up to
/// V = (k+1)·B + N and no further, wherever the text was cut; only what is partial at V is asked again, as a complete
/// search of the text up to V. So every decision is a function of the text alone.
struct PlainRegexScan {
    let view: ScanView
    let regex: PlainGroup.Regex

    /// The text that starts at one place may look at.
    struct Horizon {
        var end: Int
        /// Whether text beyond `end` has come, so that nothing beyond it can count any more.
        var isCut: Bool
        /// Starts from here on see more.
        var blockEnd: Int
    }

    /// Decides all that can be decided.
    func advance(_ state: inout PlainRegexState, into matches: inout [Match]) {
        if state.isStalled {
            let horizon = horizon(ofStart: state.position)
            guard horizon.isCut || view.isFinished else { return }
            state.isStalled = false
            guard decideLimit(&state, into: &matches) else { return }
        }
        while state.position < view.end {
            if state.isExhausted {
                guard passExhausted(&state, into: &matches) else { return }
                continue
            }
            let horizon = horizon(from: state.position)
            let isComplete = view.isFinished && !horizon.isCut
            var goesOn = true
            switch search(
                regex.searching.code, from: state.position, to: horizon.end,
                options: isComplete ? [] : .partial)
            {
            case .match(let match):
                goesOn = take(match, &state, into: &matches)
            case .noMatch:
                state.position = horizon.end
            case .partial(let start):
                state.position = start
                if horizon.isCut ? start >= horizon.blockEnd : start == view.end { continue }
                guard horizon.isCut || view.isFinished else { return }
                goesOn = complete(&state, horizon, into: &matches)
            case .limit:
                goesOn = decideLimit(&state, into: &matches)
            }
            if !goesOn { return }
        }
    }

    /// What unanchored searches from `start` see; all of the text where no match needs a cap.
    private func horizon(from start: Int) -> Horizon {
        guard regex.program.bounds.block != nil else {
            return Horizon(end: view.end, isCut: false, blockEnd: view.end)
        }
        return horizon(ofStart: start)
    }

    /// What the one start `start` sees.
    func horizon(ofStart start: Int) -> Horizon {
        let bounds = regex.program.bounds
        let blockEnd = bounds.block.map { (start / $0 + 1) * $0 } ?? start
        let end = blockEnd + bounds.reach
        guard end < view.end else {
            return Horizon(end: view.end, isCut: false, blockEnd: view.end)
        }
        return Horizon(end: view.edge(upTo: end), isCut: true, blockEnd: blockEnd)
    }

    /// Decides, with no more text to come, from a start that was partial at the horizon.
    private func complete(_ state: inout PlainRegexState, _ horizon: Horizon, into matches: inout [Match])
        -> Bool
    {
        let options: MatchScratch.Options = horizon.isCut ? .notEnd : []
        switch search(regex.searching.code, from: state.position, to: horizon.end, options: options) {
        case .match(let match) where match.lowerBound < horizon.blockEnd || !horizon.isCut:
            return take(match, &state, into: &matches)
        case .limit:
            return decideLimit(&state, into: &matches)
        case .match, .noMatch, .partial:
            state.position = horizon.isCut ? view.edge(from: horizon.blockEnd) : view.end
            return true
        }
    }

    /// Calls PCRE2 with the text from what is kept up to `end`; all offsets are those of the whole text.
    @inline(__always)
    func search(
        _ code: OpaquePointer, from start: Int, to end: Int, options: MatchScratch.Options
    ) -> RegexAnswer {
        guard let text = view.bytes.baseAddress else { return .noMatch }
        let base = view.base
        let options = base > 0 ? options.union(.notBeginning) : options
        let answer = MatchScratch.current.search(
            code, in: text, count: end - base, from: start - base, options: options)
        switch answer {
        case .match(let match): return .match(match.lowerBound + base..<match.upperBound + base)
        case .partial(let start): return .partial(start + base)
        case .noMatch, .limit: return answer
        }
    }

    /// Takes or refuses a match; false if text that has not come yet decides.
    func take(_ match: Range<Int>, _ state: inout PlainRegexState, into matches: inout [Match]) -> Bool {
        let base = view.base
        let regex = regex
        var span = match
        if regex.program.capture > 0, let group = MatchScratch.current.group(regex.program.capture) {
            let captured = (group.lowerBound + base..<group.upperBound + base).clamped(to: match)
            if !captured.isEmpty { span = captured }
        }
        let hit = span.lowerBound - base..<span.upperBound - base
        let verdict = regex.conditions.judge(
            hit, in: view.bytes, isFinished: view.isFinished, under: view.circumstances)
        switch verdict {
        case .accepted:
            matches.append(Match(pattern: regex.pattern, span: span, whole: match, element: regex.element))
            state.position = match.upperBound
        case .refused, .excepted:
            state.position = view.next(after: match.lowerBound)
        case .undecided:
            state.position = match.lowerBound
            return false
        }
        return true
    }
}
