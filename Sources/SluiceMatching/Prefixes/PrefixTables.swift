/// Where the tables of a `PrefixAutomaton` stand, without any reference to count.
///
/// The automaton outlives it: a scanner holds the selection, and that the automaton. Threads share it because
/// a `FixedTable` never changes.
@unsafe
struct PrefixTables: BitwiseCopyable, @unchecked Sendable {
    let classes: UnsafePointer<UInt8>
    let rowShift: Int
    let next: UnsafePointer<PrefixAutomaton.State>
    let contexts: UnsafePointer<UInt16>
    let entries: UnsafePointer<PrefixAutomaton.State>
    let threeByteStarts: UnsafePointer<UInt64>
    let firstAccepting: PrefixAutomaton.State
    let firstFinal: PrefixAutomaton.State
    let acceptedStarts: UnsafePointer<Int32>
    let acceptedRegexes: UnsafePointer<Int32>
    let liveSets: UnsafePointer<Int32>
    let liveStarts: UnsafePointer<Int32>
    let liveRegexes: UnsafePointer<Int32>

    init(_ automaton: PrefixAutomaton) {
        unsafe classes = automaton.classes.start
        unsafe rowShift = automaton.rowShift
        unsafe next = automaton.next.start
        unsafe contexts = automaton.contexts.start
        unsafe entries = automaton.entryStates.start
        unsafe threeByteStarts = automaton.threeByteStarts.start
        unsafe firstAccepting = automaton.firstAccepting
        unsafe firstFinal = automaton.firstFinal
        unsafe acceptedStarts = automaton.acceptedStarts.start
        unsafe acceptedRegexes = automaton.acceptedRegexes.start
        unsafe liveSets = automaton.liveSets.start
        unsafe liveStarts = automaton.liveStarts.start
        unsafe liveRegexes = automaton.liveRegexes.start
    }

    /// The regexes that a state hands to PCRE2; `state` is at least `firstAccepting`.
    func accepted(in state: PrefixAutomaton.State) -> UnsafeBufferPointer<Int32> {
        let index = unsafe Int(state - firstAccepting)
        return unsafe list(acceptedRegexes, acceptedStarts[index], acceptedStarts[index + 1])
    }

    /// The regexes that go on in a state; `state` is below `firstFinal`.
    func live(in state: PrefixAutomaton.State) -> UnsafeBufferPointer<Int32> {
        let set = unsafe Int(liveSets[Int(state)])
        return unsafe list(liveRegexes, liveStarts[set], liveStarts[set + 1])
    }

    private func list(
        _ regexes: UnsafePointer<Int32>, _ start: Int32, _ end: Int32
    ) -> UnsafeBufferPointer<Int32> {
        unsafe UnsafeBufferPointer(start: regexes + Int(start), count: Int(end - start))
    }
}
