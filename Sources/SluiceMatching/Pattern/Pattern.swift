/// One thing to look for: a regex or a set of keywords, and the conditions a hit has to meet.
package struct Pattern: Sendable {
    /// What is looked for.
    package enum Subject: Sendable, Hashable {
        /// A PCRE2 regex; `capture` is the group that a hit consists of, 0 for the whole match.
        case regex(String, capture: Int)
        /// Literals. At one start the longest that passes every condition wins.
        case keywords([String])
        /// Several of those above, each searched by itself; at most 32.
        case parts([Subject])
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
    /// Where, around a hit of one part, all other parts have to be found; nil where each part counts by itself.
    package var together: Vicinity?
    /// Words that have to stand near a hit.
    package var nearby: Nearby?
    /// What counts where the regex engine gave up.
    package var onLimit: LimitPolicy

    /// A pattern with its conditions.
    package init(
        _ subject: Subject, normalization: Normalization = .standard, boundary: Boundary = .auto,
        window: Int? = nil, exceptions: [PatternException] = [], validators: [Validator] = [],
        together: Vicinity? = nil, nearby: Nearby? = nil, onLimit: LimitPolicy = .noMatch
    ) {
        self.subject = subject
        self.normalization = normalization
        self.boundary = boundary
        self.window = window
        self.exceptions = exceptions
        self.validators = validators
        self.together = together
        self.nearby = nearby
        self.onLimit = onLimit
    }
}

extension Pattern.Subject {
    /// What is searched by itself: the parts, or the only one.
    package var parts: [Pattern.Subject] {
        if case .parts(let parts) = self { parts } else { [self] }
    }

    /// The number of elements that a hit can name: one for a regex, and one for each keyword.
    package var elementCount: Int {
        switch self {
        case .regex: 1
        case .keywords(let keywords): keywords.count
        case .parts(let parts): parts.reduce(0) { $0 + $1.elementCount }
        }
    }

    /// The keyword that an element names; nil for a regex.
    package func keyword(_ element: Int) -> String? {
        var element = element
        for part in parts {
            if case .keywords(let keywords) = part, keywords.indices.contains(element) {
                return keywords[element]
            }
            element -= part.elementCount
            if element < 0 { return nil }
        }
        return nil
    }
}
