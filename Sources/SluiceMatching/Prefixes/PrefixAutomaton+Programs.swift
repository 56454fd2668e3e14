extension PrefixAutomaton {
    /// The automaton of regexes, by their index.
    static func automaton(of programs: [RegexProgram]) -> PrefixAutomaton {
        var network = PrefixNetwork()
        for program in programs { network.add(program.shape, firstBytes: program.firstBytes) }
        var builder = PrefixAutomatonBuilder(network)
        builder.build()
        return builder.result()
    }
}
