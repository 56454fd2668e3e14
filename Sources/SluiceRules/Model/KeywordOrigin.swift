/// Where a keyword comes from.
package struct KeywordOrigin: Sendable {
    /// Its line in the word list or the rule file.
    package let location: SourceLocation
    /// The tags that stand behind it in a word list.
    package let tags: [String]
}
