extension RegexScan {
    /// Hands a start to PCRE2 for some regexes.
    func handOver(
        _ start: Int, _ regexes: UnsafeBufferPointer<Int32>, _ state: inout RegexState,
        into matches: inout [Match]
    ) {
        for index in regexes.indices {
            unsafe handOver(start + view.base, regexes[index], &state, into: &matches)
        }
    }

    /// Decides a start of one regex, or adds it to those that wait.
    private func handOver(
        _ start: Int, _ regex: Int32, _ state: inout RegexState, into matches: inout [Match]
    ) {
        var candidate = RegexState.Candidate(start: start, regex: regex)
        let waits = !state.candidates.isEmpty && state.candidates.contains { $0.regex == regex }
        if !waits, unsafe decide(&candidate, &state, into: &matches) { return }
        state.candidates.append(candidate)
    }

    /// Decides the starts that have waited, as far as the text that has come allows.
    func retry(_ state: inout RegexState, into matches: inout [Match]) {
        var waiting = state.candidates
        state.candidates = []
        var kept = 0
        for index in waiting.indices {
            var candidate = waiting[index]
            let isBehind = waiting[..<kept].contains { $0.regex == candidate.regex }
            if !isBehind, unsafe decide(&candidate, &state, into: &matches) { continue }
            waiting[kept] = candidate
            kept += 1
        }
        waiting.removeSubrange(kept...)
        state.candidates = waiting
    }

    /// The text that a start may look at.
    struct Horizon {
        var end: Int
        /// Whether text beyond `end` has come, so that nothing beyond it can count any more.
        var isCut: Bool
    }

    /// What a start sees.
    @inline(__always)
    func horizon(ofStart start: Int, _ bounds: RegexProgram.Bounds) -> Horizon {
        // A regex with an upper bound never asks for more than its reach; so PCRE2 need not be shown more, in which it would
        // look for a character that every match has.
        let end = (bounds.block.map { (start / $0 + 1) * $0 } ?? start) + bounds.reach
        guard unsafe end < view.end else { return unsafe Horizon(end: view.end, isCut: false) }
        return unsafe Horizon(end: view.edge(upTo: end), isCut: true)
    }

    /// Lets PCRE2 decide a start; false if text that has not come yet decides.
    func decide(
        _ candidate: inout RegexState.Candidate, _ state: inout RegexState, into matches: inout [Match]
    ) -> Bool {
        let regex = candidate.regex
        if !state.ends.isEmpty, state.ends.covers(candidate.start, of: regex) { return true }
        if !state.limits.isEmpty, state.isExhausted(regex) { return true }
        let call = unsafe tables.pointee.calls[Int(regex)]
        let horizon = unsafe horizon(ofStart: candidate.start, call.bounds)
        let isLast = unsafe horizon.isCut || view.isFinished
        if candidate.isStalled, !isLast { return false }
        return unsafe MatchScratch.run(call.pattern) {
            unsafe decide(&candidate, call, to: horizon, isLast: isLast, &state, into: &matches)
        }
    }

    private func decide(
        _ candidate: inout RegexState.Candidate, _ call: RegexCall, to horizon: Horizon, isLast: Bool,
        _ state: inout RegexState, into matches: inout [Match]
    ) -> Bool {
        let regex = candidate.regex
        if !isLast {
            switch unsafe search(call, from: candidate.start, to: horizon.end, options: .partial) {
            case .match(let match): return unsafe take(match, call, regex, &state, into: &matches)
            case .noMatch: return true
            case .partial: return false
            case .limit:
                candidate.isStalled = true
                return false
            }
        }
        let options: MatchScratch.Options = horizon.isCut ? .notEnd : []
        switch unsafe search(call, from: candidate.start, to: horizon.end, options: options) {
        case .match(let match): return unsafe take(match, call, regex, &state, into: &matches)
        case .noMatch, .partial: return true
        case .limit:
            unsafe passLimit(at: candidate.start, call, regex, &state, into: &matches)
            return true
        }
    }

    /// Calls PCRE2 with the text from what is kept up to `end`; all offsets are those of the whole text.
    @inline(__always)
    private func search(
        _ call: RegexCall, from start: Int, to end: Int, options: MatchScratch.Options
    ) -> RegexAnswer {
        guard let text = unsafe view.bytes.baseAddress else { return .noMatch }
        let base = unsafe view.base
        let options = base > 0 ? options.union(.notBeginning) : options
        let answer = unsafe MatchScratch.current.search(
            call.code, in: text, count: end - base, from: start - base, options: options)
        switch answer {
        case .match(let match): return .match(match.lowerBound + base..<match.upperBound + base)
        case .partial(let start): return .partial(start + base)
        case .noMatch, .limit: return answer
        }
    }

    /// Takes or refuses a match; false if text that has not come yet decides.
    private func take(
        _ match: Range<Int>, _ call: RegexCall, _ regex: Int32, _ state: inout RegexState,
        into matches: inout [Match]
    ) -> Bool {
        let base = unsafe view.base
        var span = match
        if call.capture > 0, let group = unsafe MatchScratch.current.group(call.capture) {
            let captured = (group.lowerBound + base..<group.upperBound + base).clamped(to: match)
            if !captured.isEmpty { span = captured }
        }
        if call.hasConditions {
            let hit = span.lowerBound - base..<span.upperBound - base
            let verdict = unsafe tables.pointee.half.regexes[Int(regex)].conditions.judge(
                hit, in: view.bytes, isFinished: view.isFinished, under: view.circumstances)
            switch verdict {
            case .accepted: break
            case .refused: return true
            case .excepted:
                matches.append(.exception(call.pattern, match))
                return true
            case .undecided: return false
            }
        }
        matches.append(Match(pattern: call.pattern, span: span, whole: match, element: call.element))
        state.ends.note(match.upperBound, of: regex)
        return true
    }
}
