/// One hit of a pattern.
package struct Match: Sendable, Equatable {
    /// The pattern's index in its set.
    package var pattern: Int
    /// The captured text, in bytes of the original text.
    package var span: Range<Int>
    /// The whole match, in bytes of the original text; contains `span`.
    package var whole: Range<Int>
    /// The keyword's index in the pattern's list; 0 for a regex.
    package var element: Int
    /// Whether the engine gave up here and the pattern's `onLimit` made this a match.
    package var isLimit: Bool
    /// Whether an exception has taken the hit away: then it is none, and only counted by the scanner.
    var isException = false

    /// A hit.
    package init(pattern: Int, span: Range<Int>, whole: Range<Int>, element: Int = 0, isLimit: Bool = false) {
        self.pattern = pattern
        self.span = span
        self.whole = whole
        self.element = element
        self.isLimit = isLimit
    }

    /// A hit that an exception has taken away.
    static func exception(_ pattern: Int, _ whole: Range<Int>) -> Match {
        var match = Match(pattern: pattern, span: whole, whole: whole)
        match.isException = true
        return match
    }
}
