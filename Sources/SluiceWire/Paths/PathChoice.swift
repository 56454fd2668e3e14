/// The text records of one path of which a word beside the text chooses one.
struct PathChoice: Sendable {
    /// The reference that reads the word.
    var reference: Int16
    /// The record by word; `PathNode.silent` where the string isn't inspected.
    var cases: [(word: Int16, record: Int32)]

    /// The record that goes with a word, nil when none does.
    func record(of word: Int16) -> Int32? {
        for index in cases.indices where cases[index].word == word { return cases[index].record }
        return nil
    }
}
