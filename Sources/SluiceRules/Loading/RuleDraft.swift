/// A rule that was read, with the nodes that complaints of the compiler point at.
struct RuleDraft {
    /// What is searched for by itself.
    struct Part {
        /// Where the regex or the list of keywords stands.
        var node: ConfigNode
        /// How many bytes the engine put in front of the author's regex for its flags.
        var regexPrefix = 0
        var capture: ConfigNode?
    }

    var rule: Rule
    /// `match`.
    var match: ConfigNode
    /// What `match` searches for.
    var parts: [Part]
    var window: ConfigNode?
    /// The regexes of exceptions, in order.
    var exceptionRegexes: [ConfigNode]
    /// For which exchanges its exceptions count that don't count for all, by the numbers of their circumstances.
    var origins: [OriginTest]

    /// The part that a complaint is about.
    func part(_ index: Int) -> Part {
        parts.indices.contains(index) ? parts[index] : Part(node: match)
    }
}
