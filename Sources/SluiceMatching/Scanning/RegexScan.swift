/// The search of the regexes of one half in what is there of a text.
///
/// Exactness. A start is walked in the automaton, which follows the beginnings of all regexes exactly; where it can't
/// follow a regex any further, PCRE2 decides that start. With `PCRE2_PARTIAL_HARD` PCRE2 answers "partial" as soon as it
/// asks for a byte beyond the text. Any other answer was reached without asking, so no later text can change it. Starts
/// are walked in order, so those of one regex are decided in order too; one that is partial keeps the later ones of its
/// regex waiting. Where there is no upper bound, starts in the block [k·B, (k+1)·B) see the text up to V = (k+1)·B + N and
/// no further, wherever the text was cut; what is partial at V is asked again, as a complete search of the text up to V.
/// So every decision is a function of the text alone.
@unsafe
struct RegexScan {
    let view: ScanView
    /// Borrowed for the time of the scan, so that nothing is counted where nothing is found.
    unowned(unsafe) let half: ScanHalf
    unowned(unsafe) let automaton: PrefixAutomaton
    private let classes: UnsafePointer<UInt8>
    private let next: UnsafePointer<PrefixAutomaton.State>
    private let contexts: UnsafePointer<UInt16>
    private let entries: UnsafePointer<PrefixAutomaton.State>
    private let classCount: Int

    /// A walk that has taken so many bytes hands over what is left of it: PCRE2's answer costs about the same then.
    private static let longestWalk = 512
    /// The index of a context at the text's beginning.
    private static let textStart = 256

    init(view: ScanView, half: ScanHalf, automaton: PrefixAutomaton) {
        unsafe self.view = view
        unsafe self.half = half
        unsafe self.automaton = automaton
        unsafe classes = automaton.classes.start
        unsafe next = automaton.next.start
        unsafe contexts = automaton.contexts.start
        unsafe entries = automaton.entryStates.start
        unsafe classCount = automaton.classCount
    }

    /// Decides all that can be decided; returns the first place that is held.
    func advance(_ state: inout RegexState, into matches: inout [Match]) -> Int {
        if !state.candidates.isEmpty { unsafe retry(&state, into: &matches) }
        if !state.limits.isEmpty { unsafe passExhausted(&state, into: &matches) }
        unsafe walk(&state, into: &matches)
        var held = state.position
        if let first = state.candidates.first { held = min(held, first.start) }
        if !state.limits.isEmpty { held = min(held, unsafe firstExhausted(of: state)) }
        if !state.ends.isEmpty { state.ends.forget(upTo: held) }
        return held
    }

    /// Walks one start after the other until one has to wait for text.
    private func walk(_ state: inout RegexState, into matches: inout [Match]) {
        let base = unsafe view.base
        let count = unsafe view.bytes.count
        let firstAccepting = unsafe automaton.firstAccepting
        var start = state.position - base
        var position = state.reached - base
        var place = Int(state.place)
        while true {
            if position == start {
                // The first byte of a start that has not begun.
                guard start < count else { break }
                let byte = unsafe view.bytes[start]
                let before = unsafe start > 0 ? Int(view.bytes[start - 1]) : Self.textStart
                place = unsafe Int(entries[Int(contexts[before]) * classCount + Int(classes[Int(byte)])])
                if place == 0 {
                    start += 1
                    position = start
                    continue
                }
                position += 1
                if place >= firstAccepting {
                    unsafe accept(place, start + base, &state, into: &matches)
                }
            }
            while position < count, place != 0 {
                place = unsafe Int(next[place * classCount + Int(classes[Int(view.bytes[position])])])
                position += 1
                if place >= firstAccepting {
                    unsafe accept(place, start + base, &state, into: &matches)
                }
                if unsafe position - start >= Self.longestWalk {
                    unsafe acceptLive(place, start + base, &state, into: &matches)
                    place = 0
                }
            }
            if place != 0, unsafe waits(place, start + base, position - start, state) { break }
            start += 1
            position = start
        }
        state.position = start + base
        state.reached = position + base
        state.place = PrefixAutomaton.State(truncatingIfNeeded: place)
    }

    /// Whether the start of a walk that has met the text's end has to wait for more.
    @inline(__always)
    private func waits(_ place: Int, _ start: Int, _ taken: Int, _ state: RegexState) -> Bool {
        if unsafe view.isFinished || place >= automaton.firstFinal { return false }
        if unsafe state.ends.isEmpty && state.limits.isEmpty && taken <= half.shortestReach { return true }
        return unsafe automaton.regexSets[Int(automaton.live[place])].contains { regex in
            unsafe !state.ends.covers(start, of: regex) && !state.isExhausted(regex)
                && !horizon(ofStart: start, half.calls[Int(regex)].bounds).isCut
        }
    }

    /// Hands a start to PCRE2 for all regexes that a state accepts.
    private func accept(_ place: Int, _ start: Int, _ state: inout RegexState, into matches: inout [Match]) {
        for index in unsafe automaton.accepted(in: place) {
            unsafe handOver(start, automaton.acceptedRegexes[index], &state, into: &matches)
        }
    }

    /// Hands a start to PCRE2 for all regexes that are live in a state.
    private func acceptLive(
        _ place: Int, _ start: Int, _ state: inout RegexState, into matches: inout [Match]
    ) {
        guard unsafe place != 0 && place < automaton.firstFinal else { return }
        for regex in unsafe automaton.regexSets[Int(automaton.live[place])] {
            unsafe handOver(start, regex, &state, into: &matches)
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
    private func retry(_ state: inout RegexState, into matches: inout [Match]) {
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
}
