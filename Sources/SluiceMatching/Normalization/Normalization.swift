/// The steps by which text is made comparable, nearly all of them maps from one code point to zero or more.
///
/// `squeeze` and `skipping` also look at what was taken before, and none at what follows, so the result does not depend on
/// where a text was cut.
package struct Normalization: OptionSet, Hashable, Sendable {
    package let rawValue: UInt32

    package init(rawValue: UInt32) {
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

    /// Digits and signs that are written for letters become those: `0 1 3 4 5 7 8 @ $ !` are `o i e a s t b a s i`.
    package static let leet = Normalization(rawValue: 1 << 7)
    /// A code point that repeats the one before it vanishes.
    package static let squeeze = Normalization(rawValue: 1 << 8)
    /// Blanks vanish, as far as `skipping` says.
    private static let skipsBlanks = Normalization(rawValue: 1 << 9)
    /// Punctuation and symbols vanish, as far as `skipping` says.
    private static let skipsPunctuation = Normalization(rawValue: 1 << 10)
    /// Emoji vanish, as far as `skipping` says.
    private static let skipsEmoji = Normalization(rawValue: 1 << 11)
    private static let skipShift = 16
    /// The most code points in a row that can be skipped.
    package static let mostSkipped = 8

    /// The kinds of characters that `skipping` leaves out.
    package enum Skipped: String, CaseIterable, Sendable {
        case space
        case punct
        case emoji
    }

    /// Characters of some kinds vanish, the first `most` of those that stand in a row; `most` is from 1 to `mostSkipped`.
    package static func skipping(_ kinds: Set<Skipped>, most: Int) -> Normalization {
        let count = UInt32(truncatingIfNeeded: min(max(most, 1), mostSkipped))
        var result = Normalization(rawValue: count << skipShift)
        if kinds.contains(.space) { result.formUnion(skipsBlanks) }
        if kinds.contains(.punct) { result.formUnion(skipsPunctuation) }
        if kinds.contains(.emoji) { result.formUnion(skipsEmoji) }
        return result
    }

    /// How many characters in a row are skipped.
    var skippedCount: UInt8 { UInt8(truncatingIfNeeded: rawValue >> Self.skipShift & 0xF) }

    /// Whether a code point is one that is skipped.
    func skips(_ scalar: Unicode.Scalar) -> Bool {
        if contains(Self.skipsBlanks), scalar.properties.isWhitespace { return true }
        if contains(Self.skipsEmoji), scalar.value > 0xFF, scalar.properties.isEmoji { return true }
        guard contains(Self.skipsPunctuation) else { return false }
        switch scalar.properties.generalCategory {
        case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
            .initialPunctuation, .finalPunctuation, .otherPunctuation, .mathSymbol, .currencySymbol,
            .modifierSymbol, .otherSymbol:
            return true
        default:
            return false
        }
    }

    /// Whether text is only mapped, code point by code point, and of ASCII nothing but the case of letters is changed.
    package var isPlain: Bool {
        isDisjoint(with: [.leet, .squeeze, Self.skipsBlanks, Self.skipsPunctuation, Self.skipsEmoji])
    }

    /// Whether characters of some kinds vanish.
    package var isSkipping: Bool { skippedCount > 0 }

    /// What a pattern gets unless it says otherwise.
    package static let standard: Normalization = [.compatibility, .caseFold, .stripInvisible]
}
