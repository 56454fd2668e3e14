/// What prepared patterns occupy, each part counted once however many selections share it.
package struct Footprint: Sendable, Hashable {
    /// The regexes' code, their machine code included, in bytes.
    package var regexBytes = 0
    /// The automata's tables and the filters, in bytes.
    package var automatonBytes = 0
    /// The states of the automata of the regexes' beginnings.
    package var regexStates = 0
    /// The places of the automata of keywords.
    package var keywordStates = 0

    /// All of it in bytes.
    package var bytes: Int { regexBytes + automatonBytes }

    /// What some selections occupy together.
    package init(of selections: some Sequence<Selection>) {
        var halves: [ObjectIdentifier: ScanHalf] = [:]
        var codes: [ObjectIdentifier: Int] = [:]
        for group in selections.flatMap(\.groups) {
            for half in [group.deciding, group.observing] { halves[ObjectIdentifier(half)] = half }
        }
        for half in halves.values {
            for regex in half.regexes {
                codes[ObjectIdentifier(regex.program)] = regex.program.regex.byteCount
            }
            automatonBytes += half.byteCount
            if half.hasRegexes { regexStates += half.prefixes.stateCount + (half.light?.stateCount ?? 0) }
            if half.hasKeywords { keywordStates += half.automaton.cells.count }
        }
        regexBytes = codes.values.reduce(0, +)
    }
}
