/// The beginnings of all regexes of a half as one deterministic automaton over bytes, walked from one start at a time.
///
/// Why it exists: running each regex for each piece of text costs a microsecond for 50 of them. The automaton tells from
/// a start's first bytes which regexes can still match there, with one load a byte, and hands a start to PCRE2 only when
/// a regex has been followed as far as it can be. It follows literals, classes, alternatives, repeats, and the conditions
/// on what stands before a start; so an e-mail address is handed over at its `@`, not at each word. Why it is safe: a
/// state is dead only where no path is left, and what can't be followed is handed over at once.
@safe
final class PrefixAutomaton: Sendable {
    /// A state: where its row begins in `next`; 0 is the end of all walks.
    typealias State = UInt32

    /// The class of each byte.
    let classes: FixedTable<UInt8>
    let classCount: Int
    /// The state after each class, for each state.
    let next: FixedTable<State>
    /// The row of `entryStates` for each byte before a start; at 256 for the text's beginning.
    let contexts: FixedTable<UInt16>
    /// The state after a start's first byte, for each row 256 of them.
    let entryStates: FixedTable<State>
    /// States from here on hand regexes to PCRE2.
    let firstAccepting: State
    /// States from here on do nothing else.
    let firstFinal: State
    /// Where the regexes of each accepting state begin in `acceptedRegexes`.
    let acceptedStarts: FixedTable<Int32>
    let acceptedRegexes: FixedTable<Int32>
    /// For each state that goes on the regexes that do, as an index of `regexSets`.
    let live: FixedTable<Int32>
    let regexSets: [[Int32]]

    init(
        classes: [UInt8], classCount: Int, next: [State], entries: [[State]], firstAccepting: State,
        firstFinal: State, accepted: [[Int32]], live: [[Int32]]
    ) {
        self.classes = FixedTable(classes)
        self.classCount = classCount
        self.next = FixedTable(next)
        var rows: [[State]: UInt16] = [:]
        var states: [State] = []
        contexts = FixedTable(
            entries.map { row in
                if let known = rows[row] { return known }
                let number = UInt16(rows.count)
                rows[row] = number
                states += classes.map { row[Int($0)] }
                return number
            })
        entryStates = FixedTable(states)
        self.firstAccepting = firstAccepting
        self.firstFinal = firstFinal
        var starts: [Int32] = [0]
        for regexes in accepted { starts.append((starts.last ?? 0) + Int32(regexes.count)) }
        acceptedStarts = FixedTable(starts)
        acceptedRegexes = FixedTable(accepted.flatMap(\.self))
        var sets: [[Int32]: Int32] = [:]
        var list: [[Int32]] = []
        self.live = FixedTable(
            live.map { regexes in
                if let known = sets[regexes] { return known }
                sets[regexes] = Int32(list.count)
                list.append(regexes)
                return Int32(list.count - 1)
            })
        regexSets = list
    }

    /// The number of states.
    var stateCount: Int { next.count / max(1, classCount) }

    /// The memory of its tables in bytes.
    var byteCount: Int {
        classes.byteCount + next.byteCount + contexts.byteCount + entryStates.byteCount
            + acceptedStarts.byteCount + acceptedRegexes.byteCount + live.byteCount
            + regexSets.reduce(0) { $0 + 4 * $1.count }
    }
}
