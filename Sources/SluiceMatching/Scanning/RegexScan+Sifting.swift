import CStartFilter
import Glibc

extension RegexScan {
    /// Shorter stretches are not worth the preparations.
    private static let leastSifted = 256
    /// So many starts behind a gate are walked for all regexes, so that gates in a row cost no more than one.
    private static let gateRun = 64

    /// Walks all starts, or up to one that has to wait for text.
    ///
    /// In longer texts most starts are decided without a walk through the whole automaton. A regex that begins with one of
    /// a few literals can only match where the literal filter finds one. A regex that begins like any word but holds an
    /// `@`, its gate, can only match from a start that has one within a known distance. All other starts are walked for
    /// the rest of the regexes alone, which are few and nearly always dead with the second byte. No start is left out for
    /// which a regex could match, so the matches are the same as without.
    @inline(__always)
    func walkAll(_ state: inout RegexState, into matches: inout [Match]) {
        let count = unsafe view.bytes.count
        let left = unsafe count - (state.position - view.base)
        if let filter = unsafe tables.pointee.starts, unsafe state.isLight || left >= Self.leastSifted {
            unsafe walkMarked(by: filter, &state, into: &matches)
        } else {
            var trails = WalkTrails()
            _ = unsafe walk(&state, tables.pointee.prefixes, to: count, &trails.all, into: &matches)
        }
    }

    /// Walks with what the filters of starts say of the text.
    private func walkMarked(
        by filter: UnsafePointer<start_filter>, _ state: inout RegexState, into matches: inout [Match]
    ) {
        guard let bytes = unsafe view.bytes.baseAddress else { return }
        let from = unsafe state.position - view.base
        let rest = unsafe UnsafeBufferPointer(start: bytes + from, count: view.bytes.count - from)
        let wordCount = rest.count / 64 + 2
        unsafe withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 2 * wordCount) { words in
            guard let first = words.baseAddress else { return }
            let marks = unsafe StartMarks(by: filter, in: rest, from: from, into: first)
            var text = unsafe SiftedText(marks: marks, lightMarks: marks)
            if let filter = unsafe tables.pointee.lightStarts {
                unsafe text.lightMarks = StartMarks(
                    by: filter, in: rest, from: from, into: first + wordCount)
            }
            unsafe walkSifted(&state, &text, into: &matches)
        }
    }

    private func walkSifted(
        _ state: inout RegexState, _ text: inout SiftedText, into matches: inout [Match]
    ) {
        let count = unsafe view.bytes.count
        guard unsafe tables.pointee.isSifted else {
            _ = unsafe walk(
                &state, tables.pointee.prefixes, to: count, marked: text.marks, &text.trails.all,
                into: &matches)
            return
        }
        if state.isLight {
            let next = unsafe state.position - view.base + 1
            guard unsafe walk(&state, tables.pointee.light, to: next, &text.trails.light, into: &matches)
            else {
                return
            }
            state.isLight = false
        } else if state.taken > 0 {
            let next = unsafe state.position - view.base + 1
            guard unsafe walk(&state, tables.pointee.prefixes, to: next, &text.trails.all, into: &matches)
            else {
                return
            }
        }
        guard unsafe tables.pointee.siftsFolded else {
            return unsafe sift(view.bytes, &state, &text, into: &matches)
        }
        guard unsafe !LongLetters.stand(in: view.bytes) else {
            _ = unsafe walk(
                &state, tables.pointee.prefixes, to: count, marked: text.marks, &text.trails.all,
                into: &matches)
            return
        }
        unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: count) { folded in
            for index in 0..<count {
                let byte = unsafe view.bytes[index]
                unsafe folded[index] = byte &- 0x41 < 26 ? byte | 0x20 : byte
            }
            unsafe sift(UnsafeBufferPointer(folded), &state, &text, into: &matches)
        }
    }

    /// Walks the starts that the filter finds in a folded text, and all others for the regexes that have no literals.
    private func sift(
        _ folded: UnsafeBufferPointer<UInt8>, _ state: inout RegexState, _ text: inout SiftedText,
        into matches: inout [Match]
    ) {
        let count = unsafe view.bytes.count
        // A literal that begins later may go on in text that has not come yet.
        let end = unsafe view.isFinished ? count : count - max(0, tables.pointee.longestPrefix - 1)
        let offsetCount = LiteralFilter.offsetCount(in: count)
        let isDone = unsafe withUnsafeTemporaryAllocation(of: Int.self, capacity: offsetCount) { offsets in
            var from = unsafe state.position - view.base
            while from < end {
                let progress = unsafe literals(in: folded, from, end, text.marks, into: offsets)
                for index in 0..<progress.count {
                    let offset = unsafe offsets[index]
                    guard unsafe walkLight(&state, to: offset, &text, into: &matches),
                        unsafe walk(
                            &state, tables.pointee.prefixes, to: offset + 1, &text.trails.all, into: &matches)
                    else { return false }
                }
                from = progress.next
                guard unsafe walkLight(&state, to: from, &text, into: &matches) else {
                    return false
                }
            }
            return true
        }
        guard isDone else { return }
        _ = unsafe walk(
            &state, tables.pointee.prefixes, to: count, marked: text.marks, &text.trails.all, into: &matches)
    }

    /// The starts at which a regex's literal may stand.
    private func literals(
        in folded: UnsafeBufferPointer<UInt8>, _ from: Int, _ end: Int, _ marks: StartMarks,
        into offsets: UnsafeMutableBufferPointer<Int>
    ) -> LiteralFilter.Progress {
        guard let filter = unsafe tables.pointee.half.prefixFilter else { return .init(count: 0, next: end) }
        return unsafe filter.scan(folded, from: from, to: end, marked: marks, into: offsets)
    }

    /// Walks starts before `end` at which no literal stands; false if one has to wait for text.
    private func walkLight(
        _ state: inout RegexState, to end: Int, _ text: inout SiftedText, into matches: inout [Match]
    ) -> Bool {
        if unsafe tables.pointee.hasOnlyLiterals {
            state.position = unsafe max(state.position, end + view.base)
            return true
        }
        let distance = unsafe tables.pointee.gateDistance
        while true {
            let start = unsafe state.position - view.base
            guard start < end else { return true }
            var free = end
            if distance > 0 {
                if unsafe text.gate < start { unsafe text.gate = nextGate(from: start) }
                // A start is free of gates if the next one is at least the distance away.
                let isOver = unsafe view.isFinished && text.gate == view.bytes.count
                free = unsafe isOver ? end : text.gate - distance + 1
            }
            if free <= start {
                let run = unsafe min(end, text.gate + Self.gateRun)
                guard
                    unsafe walk(
                        &state, tables.pointee.prefixes, to: run, marked: text.marks, &text.trails.all,
                        into: &matches)
                else {
                    return false
                }
            } else {
                state.isLight = true
                guard
                    unsafe walk(
                        &state, tables.pointee.light, to: min(end, free), marked: text.lightMarks,
                        &text.trails.light, into: &matches)
                else {
                    return false
                }
                state.isLight = false
            }
        }
    }

    /// The first gate at or after an offset that has a byte before it as it should; the text's end if there is none.
    private func nextGate(from start: Int) -> Int {
        let count = unsafe view.bytes.count
        guard let bytes = unsafe view.bytes.baseAddress else { return count }
        let before = unsafe tables.pointee.bytesBeforeGate
        var offset = start
        while offset < count {
            guard let found = unsafe memchr(bytes + offset, Int32(RegexGate.byte), count - offset) else {
                break
            }
            let place = unsafe UnsafeRawPointer(found) - UnsafeRawPointer(bytes)
            if place == 0 { return place }
            if unsafe before.contains(bytes[place - 1]) { return place }
            offset = place + 1
        }
        return count
    }
}
