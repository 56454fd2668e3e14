/// A repeat without bound and a bounded form that serves as well in most rules.
///
/// Hints of one regex don't overlap: for a group only the quantifier is named.
package struct RewriteHint: Sendable, Hashable {
    /// Where the text stands, in bytes.
    package var offset: Int
    /// The length of the text in bytes.
    package var length: Int
    /// The item with its quantifier, or the quantifier of a group.
    package var text: String
    /// What to write instead.
    package var suggestion: String

    private static let groupLimit = 8
    private static let itemLimit = 80
    private static let limits = [#"\s"#: 8, #"\h"#: 8, #"\v"#: 8, #"\W"#: 4, #"\w"#: 40, #"\d"#: 40]
    /// Han characters are `\W`, so that it runs through whole sentences.
    private static let replacements = [#"\W"#: #"[\s\p{P}]"#]

    /// - Parameters:
    ///   - item: The item up to its quantifier.
    ///   - mark: The quantifier as it is written.
    ///   - quantifier: The same as it was read, without a maximum.
    init(item: ArraySlice<UInt8>, mark: ArraySlice<UInt8>, quantifier: RegexReader.Quantifier) {
        let name = String(decoding: item, as: UTF8.self)
        let written = String(decoding: mark, as: UTF8.self)
        let isGroup = item.first == UInt8(ascii: "(")
        let limit = Self.limits[name] ?? (isGroup ? Self.groupLimit : Self.itemLimit)
        let least = quantifier.minimum
        let most = limit > least ? limit : 2 * least
        let suffix = quantifier.isPossessive ? "+" : quantifier.isLazy ? "?" : ""
        let bounded = "{\(least),\(most)}\(suffix)"
        offset = isGroup ? mark.startIndex : item.startIndex
        length = mark.endIndex - offset
        text = isGroup ? written : name + written
        suggestion = isGroup ? bounded : (Self.replacements[name] ?? name) + bounded
    }
}
