/// The steps by which text is made comparable, each a map from one code point to zero or more.
///
/// No step looks at its neighbours, so the result does not depend on where a text was cut.
package struct Normalization: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// Compatibility forms (full width, circled, ligatures) become ordinary characters: NFKC of each code point.
    package static let compatibility = Normalization(rawValue: 1 << 0)
    /// Full case folding (Unicode CaseFolding C and F); regexes are compiled caseless as well.
    package static let caseFold = Normalization(rawValue: 1 << 1)
    /// Default-ignorable code points (zero width, bidi controls, tags, variation selectors) vanish.
    package static let stripInvisible = Normalization(rawValue: 1 << 2)
    /// Accents and points vanish from Latin, Greek, Cyrillic, Hebrew and Arabic letters.
    package static let stripMarks = Normalization(rawValue: 1 << 3)
    /// Cyrillic and Greek letters that look like Latin ones become those.
    package static let confusables = Normalization(rawValue: 1 << 4)
    /// Traditional Chinese characters become simplified ones.
    package static let simplified = Normalization(rawValue: 1 << 5)
    /// Digits of every script, and Chinese numerals below ten, become ASCII digits.
    package static let digits = Normalization(rawValue: 1 << 6)

    /// What a pattern gets unless it says otherwise.
    package static let standard: Normalization = [.compatibility, .caseFold, .stripInvisible]
}
