extension PrefixAutomaton {
    /// The automaton of some of a half's regexes.
    static func automaton(of programs: [RegexProgram], _ members: some Sequence<Int>) -> PrefixAutomaton {
        var network = PrefixNetwork()
        for index in members { network.add(programs[index], as: Int32(index)) }
        var builder = PrefixAutomatonBuilder(network)
        builder.build()
        return builder.result()
    }
}
