/// What reading a rule needs to know about its file and the set.
struct RuleContext {
    let levels: [String]
    let diagnostics: Diagnostics
    /// The word lists that the file declares; nil for one that couldn't be read and was reported.
    let lists: [String: WordList?]

    /// Reads the name of a level.
    func level(_ node: ConfigNode?, _ name: String) -> Int? {
        guard let text = node?.choice(name, of: levels, diagnostics) else { return nil }
        return levels.firstIndex(of: text)
    }
}
