extension RegexScan {
    /// Counts a start at which PCRE2 gave up for good, and does what the pattern says.
    ///
    /// Where a byte that every match holds is missing, there is no match, whatever PCRE2 had to say.
    func passLimit(
        at start: Int, _ call: RegexCall, _ regex: Int32, _ state: inout RegexState,
        into matches: inout [Match]
    ) {
        let end = unsafe horizon(ofStart: start, call.bounds).end
        let seen = unsafe view.bytes.extracting(start - view.base..<end - view.base)
        guard unsafe seen.contains(where: { call.required.contains($0) }) else { return }
        let index = state.limits.firstIndex { $0.regex == regex } ?? state.limits.count
        if index == state.limits.count { state.limits.append(.init(regex: regex)) }
        state.limits[index].count += 1
        state.limits[index].position = unsafe view.next(after: start)
        guard call.onLimit == .match else { return }
        matches.append(
            Match(
                pattern: call.pattern, span: start..<end, whole: start..<end, element: call.element,
                isLimit: true))
        state.ends.note(end, of: regex)
        state.limits[index].position = end
    }

    /// Reports the rest of the text, as far as each start may see, for exhausted regexes whose `onLimit` is a match.
    func passExhausted(_ state: inout RegexState, into matches: inout [Match]) {
        for index in state.limits.indices where state.limits[index].count >= RegexState.mostLimits {
            let call = unsafe tables.pointee.calls[Int(state.limits[index].regex)]
            guard call.onLimit == .match else { continue }
            while unsafe state.limits[index].position < view.end {
                let start = state.limits[index].position
                let horizon = unsafe horizon(ofStart: start, call.bounds)
                guard unsafe horizon.isCut || view.isFinished else { break }
                matches.append(
                    Match(
                        pattern: call.pattern, span: start..<horizon.end, whole: start..<horizon.end,
                        element: call.element, isLimit: true))
                state.limits[index].count += 1
                state.limits[index].position = horizon.end
            }
        }
    }

    /// The first place that an exhausted regex has yet to report; the text's end if there is none.
    func firstExhausted(of state: RegexState) -> Int {
        state.limits.reduce(unsafe view.end) { first, limit in
            let isOpen =
                unsafe limit.count >= RegexState.mostLimits
                && tables.pointee.calls[Int(limit.regex)].onLimit == .match
            return isOpen ? min(first, limit.position) : first
        }
    }
}
