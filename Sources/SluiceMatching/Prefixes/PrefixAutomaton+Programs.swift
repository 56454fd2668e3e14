extension PrefixAutomaton {
    /// The automaton of regexes, by their index; `nil` if there is none.
    static func automaton(of programs: [RegexProgram]) -> PrefixAutomaton? {
        guard !programs.isEmpty else { return nil }
        var network = PrefixNetwork()
        for program in programs { network.add(program.shape, firstBytes: program.firstBytes) }
        var builder = PrefixAutomatonBuilder(network)
        builder.build()
        while !builder.fits {
            builder = PrefixAutomatonBuilder(network, mostStates: builder.mostStates / 2)
            builder.build()
        }
        return builder.result()
    }
}
