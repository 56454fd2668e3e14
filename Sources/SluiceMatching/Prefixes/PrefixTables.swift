/// Where the tables of a `PrefixAutomaton` stand, without any reference to count.
///
/// The automaton outlives it: a scanner holds the selection, and that the automaton.
@unsafe
struct PrefixTables: BitwiseCopyable, @unchecked Sendable {
    let classes: UnsafePointer<UInt8>
    let classCount: Int
    let next: UnsafePointer<PrefixAutomaton.State>
    let contexts: UnsafePointer<UInt16>
    let entries: UnsafePointer<PrefixAutomaton.State>
    let firstAccepting: PrefixAutomaton.State
    let firstFinal: PrefixAutomaton.State
    let acceptedStarts: UnsafePointer<Int32>
    let acceptedRegexes: UnsafePointer<Int32>
    let live: UnsafePointer<Int32>

    init(_ automaton: PrefixAutomaton) {
        unsafe classes = automaton.classes.start
        unsafe classCount = automaton.classCount
        unsafe next = automaton.next.start
        unsafe contexts = automaton.contexts.start
        unsafe entries = automaton.entryStates.start
        unsafe firstAccepting = automaton.firstAccepting
        unsafe firstFinal = automaton.firstFinal
        unsafe acceptedStarts = automaton.acceptedStarts.start
        unsafe acceptedRegexes = automaton.acceptedRegexes.start
        unsafe live = automaton.live.start
    }

    /// The regexes that a state hands to PCRE2, as a range of `acceptedRegexes`.
    @inline(__always)
    func accepted(in state: PrefixAutomaton.State) -> Range<Int> {
        let index = unsafe Int(state - firstAccepting) / classCount
        return unsafe Int(acceptedStarts[index])..<Int(acceptedStarts[index + 1])
    }

    /// The regexes that go on in a state, as an index of `PrefixAutomaton.regexSets`.
    func liveSet(in state: PrefixAutomaton.State) -> Int {
        unsafe Int(live[Int(state) / classCount])
    }
}
