/// Why a pattern was refused.
package struct PatternError: Error, Sendable, Hashable {
    /// The kinds of refusal.
    package enum Kind: Sendable, Hashable {
        /// PCRE2 does not accept the regex.
        case syntax
        /// The regex uses a construct, named here, that cannot be decided exactly in a stream.
        case refused(String)
        /// A match has no upper bound and the pattern no window.
        case unboundedWithoutWindow
        /// The window is shorter than the shortest match.
        case windowBelowMinimum
        /// The regex, or a keyword after normalisation, can only match the empty text.
        case emptyMatch
        /// The list of keywords is empty.
        case noKeyword
        /// The regex has no such group.
        case badCapture
        /// The pattern, or its longest match, is beyond what the engine takes.
        case tooLarge
        /// The regex of an exception is refused.
        case exceptionSyntax
        /// A word that has to stand around a match, or must not, is nothing after normalisation.
        case context
    }

    /// The index of the pattern in the list that was compiled.
    package var pattern: Int
    /// The index of the part that is wrong, where the pattern has several.
    package var part = 0
    /// What is wrong.
    package var kind: Kind
    /// The place in the regex, in bytes, where there is one.
    package var offset: Int?
    /// A sentence for the rule's author.
    package var message: String
    /// The repeats without bound that stand in the regex's way; empty unless that is what is wrong.
    package var hints: [RewriteHint]

    /// A refusal.
    package init(
        pattern: Int, kind: Kind, offset: Int? = nil, message: String, hints: [RewriteHint] = []
    ) {
        self.pattern = pattern
        self.kind = kind
        self.offset = offset
        self.message = message
        self.hints = hints
    }
}
