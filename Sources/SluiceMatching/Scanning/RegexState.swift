/// How far the regexes of a half have come in a text.
struct RegexState: Sendable {
    /// A start that PCRE2 has yet to decide for one regex.
    struct Candidate: Sendable {
        var start: Int
        var regex: Int32
        /// Whether PCRE2 gave up here before all the text was there that its last word needs.
        var isStalled = false
    }

    /// How often PCRE2 gave up on a regex.
    struct Limit: Sendable {
        var regex: Int32
        var count = 0
        /// Where the regex's `onLimit` decides the rest of the text from.
        var position = 0
    }

    /// The start that is being walked; for the automaton every start before it is decided.
    var position = 0
    /// How many bytes the walk from `position` has taken; no walk is long.
    var taken: Int32 = 0
    /// The walk's state.
    var place: PrefixAutomaton.State = 0
    /// Whether the walk goes through the automaton of the regexes that have neither a gate nor literals.
    var isLight = false
    /// Starts that the automaton has handed over and that are not decided, in ascending order.
    var candidates: [Candidate] = []
    /// Where the last matches of regexes ended that end behind `position`.
    var ends = LastEnds()
    /// The regexes on which PCRE2 gave up.
    var limits: [Limit] = []

    /// After this many times a regex isn't searched any more in this text.
    static let mostLimits = 8

    /// How often PCRE2 gave up on a regex.
    func limitCount(of regex: Int) -> Int {
        limits.first { $0.regex == regex }?.count ?? 0
    }

    /// Whether the regex's `onLimit` decides the rest of the text.
    func isExhausted(_ regex: Int32) -> Bool {
        limits.contains { $0.regex == regex && $0.count >= Self.mostLimits }
    }
}
