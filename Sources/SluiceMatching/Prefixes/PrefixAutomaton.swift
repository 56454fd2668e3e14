/// The beginnings of all regexes of a half as one deterministic automaton over bytes, walked from one start at a time.
///
/// Why it exists: running each regex for each piece of text costs a microsecond for 50 of them. The automaton tells from
/// a start's first bytes which regexes can still match there, with one load a byte, and hands a start to PCRE2 only when
/// a regex has been followed as far as it can be. It follows literals, classes, alternatives, repeats, and the conditions
/// on what stands before a start; so an e-mail address is handed over at its `@`, not at each word. Why it is safe: a
/// state is dead only where no path is left, and what can't be followed is handed over at once.
@safe
final class PrefixAutomaton: Sendable {
    /// A state's number; 0 is the end of all walks.
    typealias State = UInt16

    /// The class of each byte.
    let classes: FixedTable<UInt8>
    /// A row of `next` has two to the power of so many places, one for each class and some that are not used.
    ///
    /// The classes of common bytes come first, so that what is read of a row stands in one or two lines of the cache.
    let rowShift: Int
    /// The state after each class, for each state.
    let next: FixedTable<State>
    /// The row of `entryStates` for each byte before a start; at 256 for the text's beginning.
    let contexts: FixedTable<UInt16>
    /// The state after a start's first byte, for each row 256 of them.
    let entryStates: FixedTable<State>
    /// A bit for each code point of three bytes with which a match may begin.
    let threeByteStarts: FixedTable<UInt64>
    /// States from here on hand regexes to PCRE2.
    let firstAccepting: State
    /// States from here on do nothing else.
    let firstFinal: State
    /// Where the regexes of each accepting state begin in `acceptedRegexes`.
    let acceptedStarts: FixedTable<Int32>
    let acceptedRegexes: FixedTable<Int32>
    /// For each state that goes on the set of regexes that do.
    let liveSets: FixedTable<Int32>
    /// Where each set begins in `liveRegexes`.
    let liveStarts: FixedTable<Int32>
    let liveRegexes: FixedTable<Int32>

    init(
        classes: [UInt8], rowShift: Int, next: [State], contexts: [UInt16], entries: [[State]],
        firstAccepting: State, firstFinal: State, accepted: [[Int32]], live: [[Int32]]
    ) {
        self.classes = FixedTable(classes)
        self.rowShift = rowShift
        self.next = FixedTable(next)
        self.contexts = FixedTable(contexts)
        entryStates = FixedTable(entries.flatMap { row in classes.map { row[Int($0)] } })
        threeByteStarts = FixedTable(
            ThreeByteStarts.bits(
                classes: classes, rowShift: rowShift, next: next, entries: entries,
                firstAccepting: firstAccepting))
        self.firstAccepting = firstAccepting
        self.firstFinal = firstFinal
        acceptedStarts = FixedTable(Self.starts(of: accepted))
        acceptedRegexes = FixedTable(accepted.flatMap(\.self))
        var sets: [[Int32]: Int32] = [:]
        var list: [[Int32]] = []
        liveSets = FixedTable(
            live.map { regexes in
                if let known = sets[regexes] { return known }
                sets[regexes] = Int32(list.count)
                list.append(regexes)
                return Int32(list.count - 1)
            })
        liveStarts = FixedTable(Self.starts(of: list))
        liveRegexes = FixedTable(list.flatMap(\.self))
    }

    /// Where each list begins when they stand one after the other, and where the last one ends.
    private static func starts(of lists: [[Int32]]) -> [Int32] {
        lists.reduce(into: [0]) { $0.append(($0.last ?? 0) + Int32($1.count)) }
    }

    /// The number of states.
    var stateCount: Int { next.count >> rowShift }

    /// The memory of its tables in bytes.
    var byteCount: Int {
        classes.byteCount + next.byteCount + contexts.byteCount + entryStates.byteCount
            + threeByteStarts.byteCount + acceptedStarts.byteCount + acceptedRegexes.byteCount
            + liveSets.byteCount + liveStarts.byteCount
            + liveRegexes.byteCount
    }
}
