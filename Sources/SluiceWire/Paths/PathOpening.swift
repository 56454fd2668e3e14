/// The words of a member that make a repeat the beginning of its text.
struct PathOpening: Sendable, Equatable {
    /// The reference that reads the word.
    var reference: Int16
    /// The words, by their place among the program's words.
    var words: [Int16]
}
