/// How much of the beginnings of regexes is followed by an automaton; PCRE2 decides the rest, so the matches are the same.
struct PrefixBudget: Sendable {
    /// So many states are followed; most of a table's rows are never read.
    var states: Int
    /// A repeat is followed for as many copies as so many nodes are enough for.
    var nodesOfRepeat = 2048

    /// All that is worth its place in the processor's cache.
    static let full = PrefixBudget(states: 6_000)
    /// Next to nothing, for regexes that are tried on a few short texts.
    static let trial = PrefixBudget(states: 0, nodesOfRepeat: 1)

    /// What traffic is scanned with.
    ///
    /// A build without optimisation takes seconds to follow all states, and saves time that nobody measures there.
    static var traffic: PrefixBudget {
        #if DEBUG
        PrefixBudget(states: 500)
        #else
        full
        #endif
    }
}
