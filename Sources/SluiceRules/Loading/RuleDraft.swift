/// A rule that was read, with the nodes that complaints of the compiler point at.
struct RuleDraft {
    var rule: Rule
    /// Where the regex or the list of keywords stands.
    var subject: ConfigNode
    /// How many bytes the engine put in front of the author's regex for its flags.
    var regexPrefix: Int
    var window: ConfigNode?
    var capture: ConfigNode?
    /// The regexes of exceptions, in order.
    var exceptionRegexes: [ConfigNode]
}
