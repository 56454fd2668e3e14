/// One thing to look for: a regex or a set of keywords, and the conditions a hit has to meet.
package struct Pattern: Sendable {
    /// What is looked for.
    package enum Subject: Sendable, Hashable {
        /// A PCRE2 regex; `capture` is the group that a hit consists of, 0 for the whole match.
        case regex(String, capture: Int)
        /// Literals. At one start the longest that passes every condition wins.
        case keywords([String])
    }

    /// What is looked for.
    package var subject: Subject
    /// How text and literals are normalised before they are compared.
    package var normalization: Normalization
    /// Where keywords may begin and end; without meaning for a regex.
    package var boundary: Boundary
    /// The length in code points up to which a regex finds its matches; required where it has no upper bound.
    package var window: Int?
    /// Reasons to drop a hit.
    package var exceptions: [PatternException]
    /// Checks that a hit has to pass, all of them.
    package var validators: [Validator]
    /// What counts where the regex engine gave up.
    package var onLimit: LimitPolicy

    /// A pattern with its conditions.
    package init(
        _ subject: Subject, normalization: Normalization = .standard, boundary: Boundary = .auto,
        window: Int? = nil, exceptions: [PatternException] = [], validators: [Validator] = [],
        onLimit: LimitPolicy = .noMatch
    ) {
        self.subject = subject
        self.normalization = normalization
        self.boundary = boundary
        self.window = window
        self.exceptions = exceptions
        self.validators = validators
        self.onLimit = onLimit
    }
}
