internal import SluiceMatching

/// How an expensive text is made: a beginning, and a stretch that is repeated behind it.
struct AdversaryRecipe {
    /// What it is, for a report; the same recipe of a rule always has the same name.
    let name: String
    let beginning: [UInt8]
    let stretch: [UInt8]

    /// A text of so many bytes; it may end inside a character.
    func text(length: Int) -> [UInt8] {
        guard !stretch.isEmpty else { return Array(beginning.prefix(length)) }
        var stretches = stretch
        while beginning.count + stretches.count < length { stretches += stretches }
        return Array((beginning + stretches).prefix(length))
    }
}
