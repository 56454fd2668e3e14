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
    let tables: UnsafePointer<HalfTables>

    /// The index of a context at the text's beginning.
    private static let textStart = 256

    @inline(__always)
    init(view: ScanView, tables: UnsafePointer<HalfTables>) {
        unsafe self.view = view
        unsafe self.tables = tables
    }

    /// Decides all that can be decided; returns the first place that is held.
    @inline(__always)
    func advance(_ state: inout RegexState, into matches: inout [Match]) -> Int {
        if !state.candidates.isEmpty { unsafe retry(&state, into: &matches) }
        unsafe walkAll(&state, into: &matches)
        if !state.limits.isEmpty { unsafe passExhausted(&state, into: &matches) }
        var held = state.position
        if !state.candidates.isEmpty { held = min(held, state.candidates[0].start) }
        if !state.limits.isEmpty { held = min(held, unsafe firstExhausted(of: state)) }
        if !state.ends.isEmpty { state.ends.forget(upTo: held) }
        return held
    }

    /// Walks the starts before `end`; false if one of them has to wait for text.
    ///
    /// - Parameter trail: That of earlier walks through the same automaton in the same view.
    @inline(never)
    func walk(
        _ state: inout RegexState, _ prefixes: PrefixTables, to end: Int, _ trail: inout WalkTrail,
        into matches: inout [Match]
    ) -> Bool {
        unsafe walkStarts(&state, prefixes, to: end, marked: nil, &trail, into: &matches)
    }

    /// Walks the marked starts before `end`, from all others of which a walk is dead at once.
    ///
    /// Apart from the other one, so that short pieces, which have no marks, pay nothing for them.
    @inline(never)
    func walk(
        _ state: inout RegexState, _ prefixes: PrefixTables, to end: Int, marked marks: StartMarks,
        _ trail: inout WalkTrail, into matches: inout [Match]
    ) -> Bool {
        unsafe walkStarts(&state, prefixes, to: end, marked: marks, &trail, into: &matches)
    }

    @inline(__always)
    private func walkStarts(
        _ state: inout RegexState, _ prefixes: PrefixTables, to end: Int, marked marks: StartMarks?,
        _ trail: inout WalkTrail, into matches: inout [Match]
    ) -> Bool {
        let count = unsafe view.bytes.count
        guard let bytes = unsafe view.bytes.baseAddress else { return true }
        let (firstAccepting, firstFinal) = unsafe (prefixes.firstAccepting, prefixes.firstFinal)
        let (contexts, entries) = unsafe (prefixes.contexts, prefixes.entries)
        let (classes, next) = unsafe (prefixes.classes, prefixes.next)
        let (rowShift, threeByteStarts) = unsafe (prefixes.rowShift, prefixes.threeByteStarts)
        let longestWalk = unsafe tables.pointee.longestWalk
        var start = unsafe state.position &- view.base
        var position = start &+ Int(state.taken)
        var place = state.place
        var waits = false
        while true {
            if position == start {
                // Nearly all starts end with their second byte, and the loop over them waits for no load.
                var before = unsafe start > 0 ? Int(bytes[start &- 1]) : Self.textStart
                var second: PrefixAutomaton.State = 0
                let pairEnd = min(end, count &- 1)
                place = 0
                while start < pairEnd {
                    if let marks = unsafe marks {
                        let marked = unsafe marks.next(from: start, to: pairEnd)
                        if marked > start {
                            start = marked
                            before = unsafe Int(bytes[start &- 1])
                            if start >= pairEnd { break }
                        }
                    }
                    let byte = unsafe Int(bytes[start])
                    if byte & 0xF0 == 0xE0, start &+ 2 < count {
                        let last = unsafe Int(bytes[start &+ 2])
                        let word = unsafe (byte & 0x0F) &<< 6 | Int(bytes[start &+ 1]) & 0x3F
                        if unsafe (threeByteStarts[word] &>> UInt64(last & 0x3F)) & 1 == 0 {
                            before = last
                            start &+= 3
                            continue
                        }
                    }
                    place = unsafe entries[Int(contexts[before]) &<< 8 | byte]
                    if place >= firstAccepting { break }
                    second = unsafe next[Int(place) &<< rowShift | Int(classes[Int(bytes[start &+ 1])])]
                    if second != 0 { break }
                    before = byte
                    start &+= 1
                }
                if start >= pairEnd {
                    place = 0
                    if start < end {
                        place = unsafe entries[Int(contexts[before]) &<< 8 | Int(bytes[start])]
                    }
                    second = 0
                }
                position = start
                if place == 0 && start >= end { break }
                position &+= 1
                if second != 0, place < firstAccepting {
                    place = second
                    position &+= 1
                }
                if place >= firstAccepting {
                    unsafe handOver(start, prefixes.accepted(in: place), &state, into: &matches)
                }
            }
            let limit = min(count, start &+ WalkTrail.shortest)
            while position < limit, place != 0, place < firstFinal {
                place = unsafe next[Int(place) &<< rowShift | Int(classes[Int(bytes[position])])]
                position &+= 1
                if place >= firstAccepting {
                    unsafe handOver(start, prefixes.accepted(in: place), &state, into: &matches)
                }
            }
            if place != 0, place < firstFinal, position < count {
                let end = min(count, start &+ longestWalk)
                unsafe walkOn(
                    from: &position, &place, to: end, start, prefixes, &trail, &state, into: &matches)
            }
            if place != 0, place < firstFinal {
                if position &- start >= longestWalk {
                    if unsafe tables.pointee.handsOverLongWalks {
                        unsafe handOver(start, prefixes.live(in: place), &state, into: &matches)
                    }
                } else if unsafe isOpen(place, start, position &- start, prefixes, state) {
                    waits = true
                    break
                }
            }
            start &+= 1
            position = start
        }
        unsafe state.position = start &+ view.base
        state.taken = Int32(truncatingIfNeeded: position &- start)
        state.place = place
        return !waits
    }

    /// Goes on with a walk that is long already, up to `end`, by the way of an earlier one where they meet.
    ///
    /// Why it exists: in a run of one character every start walks over the same text, and a walk through a repeat without
    /// bound is soon in the state in which the earlier one was at the same place. From there on the two are the same.
    @inline(never)
    private func walkOn(
        from position: inout Int, _ place: inout PrefixAutomaton.State, to end: Int, _ start: Int,
        _ prefixes: PrefixTables, _ trail: inout WalkTrail, _ state: inout RegexState,
        into matches: inout [Match]
    ) {
        guard let bytes = unsafe view.bytes.baseAddress else { return }
        if !state.ends.isEmpty, unsafe isCovered(start, place, prefixes, state) {
            place = 0
            return
        }
        let (classes, next) = unsafe (prefixes.classes, prefixes.next)
        let rowShift = unsafe prefixes.rowShift
        let isBehind = position <= trail.position
        let meeting = isBehind ? trail.position : position + WalkTrail.shortest
        var mark = WalkTrail()
        while position < end, place != 0, unsafe place < prefixes.firstFinal {
            if position == meeting {
                mark = WalkTrail(position: position, place: place, end: position, endPlace: place)
                if isBehind, place == trail.place, trail.end <= end {
                    position = trail.end
                    place = trail.endPlace
                    continue
                }
            }
            place = unsafe next[Int(place) &<< rowShift | Int(classes[Int(bytes[position])])]
            position &+= 1
            if unsafe place >= prefixes.firstAccepting {
                unsafe handOver(start, prefixes.accepted(in: place), &state, into: &matches)
                mark.position = -1
            }
        }
        mark.end = position
        mark.endPlace = place
        trail = mark
    }

    /// Whether an earlier match of each regex that is live in a state covers the start.
    private func isCovered(
        _ start: Int, _ place: PrefixAutomaton.State, _ prefixes: PrefixTables, _ state: RegexState
    ) -> Bool {
        let start = unsafe start + view.base
        return unsafe prefixes.live(in: place).allSatisfy { state.ends.covers(start, of: $0) }
    }

    /// Whether the start of a walk that has met the text's end has to wait for more.
    @inline(__always)
    private func isOpen(
        _ place: PrefixAutomaton.State, _ start: Int, _ taken: Int, _ prefixes: PrefixTables,
        _ state: RegexState
    ) -> Bool {
        if unsafe view.isFinished { return false }
        if unsafe state.ends.isEmpty && state.limits.isEmpty && taken <= tables.pointee.shortestReach {
            return true
        }
        let start = unsafe start + view.base
        return unsafe prefixes.live(in: place).contains { regex in
            unsafe !state.ends.covers(start, of: regex) && !state.isExhausted(regex)
                && !horizon(ofStart: start, tables.pointee.calls[Int(regex)].bounds).isCut
        }
    }
}
