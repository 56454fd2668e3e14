/// The search of one regex in what is there of a text.
///
/// Exactness. With `PCRE2_PARTIAL_HARD` PCRE2 answers "partial" the moment a start asks for a byte beyond the text. Any
/// other answer was reached without asking, so no later text can change it, and all starts before the answer's own have
/// failed in the same way. Where there is no upper bound, starts in the block [k·B, (k+1)·B) see the text up to
/// V = (k+1)·B + N and no further, wherever the text was cut; only what is partial at V is asked again, as a complete
/// search of the text up to V. So every decision is a function of the text alone.
@unsafe
struct RegexScan {
    let view: ScanView
    let call: RegexCall
    /// Borrowed for the time of the scan, so that nothing is counted where nothing is found.
    unowned(unsafe) let group: ScanGroup
    let index: Int

    var regex: ScanGroup.Regex { unsafe group.regexes[index] }

    /// The text that starts at one place may look at.
    struct Horizon {
        var end: Int
        /// Whether text beyond `end` has come, so that nothing beyond it can count any more.
        var isCut: Bool
        /// Starts from here on see more.
        var blockEnd: Int
    }

    /// Decides all that can be decided.
    func advance(_ state: inout RegexState, into matches: inout [Match]) {
        if state.isStalled {
            let horizon = unsafe horizon(ofStart: state.position)
            guard unsafe horizon.isCut || view.isFinished else { return }
            state.isStalled = false
            guard unsafe decideLimit(&state, into: &matches) else { return }
        }
        while unsafe state.position < view.end {
            if state.isExhausted {
                guard unsafe passExhausted(&state, into: &matches) else { return }
                continue
            }
            let horizon = unsafe horizon(from: state.position)
            let isComplete = unsafe view.isFinished && !horizon.isCut
            var goesOn = true
            switch unsafe search(
                call.code, from: state.position, to: horizon.end, options: isComplete ? [] : .partial)
            {
            case .match(let match):
                goesOn = unsafe take(match, &state, into: &matches)
            case .noMatch:
                state.position = horizon.end
            case .partial(let start):
                state.position = start
                if horizon.isCut ? start >= horizon.blockEnd : unsafe start == view.end { continue }
                guard unsafe horizon.isCut || view.isFinished else { return }
                goesOn = unsafe complete(&state, horizon, into: &matches)
            case .limit:
                goesOn = unsafe decideLimit(&state, into: &matches)
            }
            if !goesOn { return }
        }
    }

    /// What unanchored searches from `start` see; all of the text where no match needs a cap.
    private func horizon(from start: Int) -> Horizon {
        guard unsafe call.bounds.block != nil else {
            return unsafe Horizon(end: view.end, isCut: false, blockEnd: view.end)
        }
        return unsafe horizon(ofStart: start)
    }

    /// What the one start `start` sees.
    func horizon(ofStart start: Int) -> Horizon {
        let bounds = unsafe call.bounds
        let blockEnd = bounds.block.map { (start / $0 + 1) * $0 } ?? start
        let end = blockEnd + bounds.reach
        guard unsafe end < view.end else {
            return unsafe Horizon(end: view.end, isCut: false, blockEnd: view.end)
        }
        return unsafe Horizon(end: view.edge(upTo: end), isCut: true, blockEnd: blockEnd)
    }

    /// Decides, with no more text to come, from a start that was partial at the horizon.
    private func complete(_ state: inout RegexState, _ horizon: Horizon, into matches: inout [Match]) -> Bool
    {
        let options: MatchScratch.Options = horizon.isCut ? .notEnd : []
        switch unsafe search(call.code, from: state.position, to: horizon.end, options: options) {
        case .match(let match) where match.lowerBound < horizon.blockEnd || !horizon.isCut:
            return unsafe take(match, &state, into: &matches)
        case .limit:
            return unsafe decideLimit(&state, into: &matches)
        case .match, .noMatch, .partial:
            state.position = unsafe horizon.isCut ? view.edge(from: horizon.blockEnd) : view.end
            return true
        }
    }

    /// Calls PCRE2 with the text from what is kept up to `end`; all offsets are those of the whole text.
    @inline(__always)
    func search(
        _ code: OpaquePointer, from start: Int, to end: Int, options: MatchScratch.Options
    ) -> RegexAnswer {
        guard let text = unsafe view.bytes.baseAddress else { return .noMatch }
        let base = unsafe view.base
        let options = base > 0 ? options.union(.notBeginning) : options
        let answer = unsafe view.scratch.search(
            code, in: text, count: end - base, from: start - base, options: options)
        switch answer {
        case .match(let match): return .match(match.lowerBound + base..<match.upperBound + base)
        case .partial(let start): return .partial(start + base)
        case .noMatch, .limit: return answer
        }
    }

    /// Takes or refuses a match; false if text that has not come yet decides.
    func take(_ match: Range<Int>, _ state: inout RegexState, into matches: inout [Match]) -> Bool {
        let base = unsafe view.base
        let regex = unsafe regex
        var span = match
        if regex.program.capture > 0, let group = unsafe view.scratch.group(regex.program.capture) {
            let captured = (group.lowerBound + base..<group.upperBound + base).clamped(to: match)
            if !captured.isEmpty { span = captured }
        }
        let hit = span.lowerBound - base..<span.upperBound - base
        switch unsafe regex.conditions.judge(hit, in: view.bytes, isFinished: view.isFinished) {
        case .accepted:
            matches.append(Match(pattern: regex.pattern, span: span, whole: match))
            state.position = match.upperBound
        case .refused:
            state.position = unsafe view.next(after: match.lowerBound)
        case .undecided:
            state.position = match.lowerBound
            return false
        }
        return true
    }
}
