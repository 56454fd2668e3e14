/// A file that belongs to a rule set.
package struct RuleFile: Sendable {
    /// What a file holds.
    package enum Kind: Sendable {
        case rules
        case wordList
    }

    package let path: String
    package let kind: Kind
    /// The indices of the rules it defines, in the order of the file; empty for a word list.
    package let rules: [Int]
}
