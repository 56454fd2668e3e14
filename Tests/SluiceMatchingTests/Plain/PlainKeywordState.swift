@testable import SluiceMatching

/// How far the keywords of one trie have come in a text.
struct PlainKeywordState: Sendable {
    /// The offset before which every start is decided.
    var position = 0
    /// Where each pattern's last match ended.
    var ends: [Int]
}
