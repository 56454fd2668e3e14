/// What the JSON scanner lets pass beyond RFC 8259's grammar, and what it refuses within it.
package struct JSONOptions: Sendable, Equatable {
    /// Two members of one object with the same key (RFC 8259 section 4: unpredictable), where nothing in the object is
    /// inspected.
    var allowsDuplicateKeys: Bool
    /// `\ud800` without its other half (section 8.2: unpredictable); decoded as U+FFFD.
    var allowsLoneSurrogates: Bool
    /// A byte order mark before the value (section 8.1: may be ignored).
    var allowsByteOrderMark: Bool

    /// `NaN`, `Infinity` and `-Infinity` as values: Python writes and reads them (section 6 has none).
    var allowsNonNumbers: Bool

    /// Whether a text that is deliberately passed over is reported with the line of the table that says so.
    private(set) var namesPassed = false

    /// The deepest nesting of objects and arrays that is read.
    package static let maximumDepth = 128
    /// The most texts that are read in one payload: what is known of each takes more memory than a short text does.
    package static let maximumTexts = 400_000

    /// For what Sluice sends on: nothing that two parsers could read differently.
    package static let request = Self(tolerant: false)

    /// For what providers answer.
    ///
    /// Of two members with one key a parser takes the last: in what is inspected such a pair
    /// is refused all the same, since a decoy could stand before it.
    package static let response = Self(tolerant: true)

    private init(tolerant: Bool) {
        allowsDuplicateKeys = tolerant
        allowsLoneSurrogates = tolerant
        allowsByteOrderMark = tolerant
        allowsNonNumbers = tolerant
    }

    /// The same options, with or without the lines that texts are passed over by.
    package func naming(passed: Bool) -> Self {
        var options = self
        options.namesPassed = passed
        return options
    }
}
