/// What reading a rule needs to know about its file and the set.
struct RuleContext {
    let levels: [String]
    let diagnostics: Diagnostics
    /// The day on which the rules are read, for exceptions that run out; nil: none has run out.
    let now: Day?
    /// The word lists that the file declares; nil for one that couldn't be read and was reported.
    let lists: [String: WordList?]

    /// Reads the name of a level.
    func level(_ node: ConfigNode?, _ name: String) -> Int? {
        guard let text = node?.choice(name, of: levels, diagnostics) else { return nil }
        return levels.firstIndex(of: text)
    }
}
