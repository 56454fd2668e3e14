extension PrefixAutomaton {
    /// The automaton of some of a half's regexes.
    static func automaton(
        of programs: [RegexProgram], _ members: some Sequence<Int>, budget: PrefixBudget = .full
    ) -> PrefixAutomaton {
        var network = PrefixNetwork(budget)
        for index in members { network.add(programs[index], as: Int32(index)) }
        var builder = PrefixAutomatonBuilder(network, budget)
        builder.build()
        return builder.result()
    }
}
