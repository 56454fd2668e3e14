/// The guides of warnings.
extension DiagnosticCode {
    var warningGuide: DiagnosticGuide {
        switch self {
        case .unclosedQuantifier:
            DiagnosticGuide(
                "a quantifier that is never closed",
                meaning: """
                    PCRE2 reads {4 without its closing brace as those two characters, and says nothing. So the regex loads \
                    and finds something else than was meant.
                    """,
                example: Self.rule(
                    "match: { regex: 'otter-\\d{4' }\naction: log",
                    examples: "match: ['otter-7{4'], no_match: [otter]"),
                mending: "Close it: {4}. If the character is meant, write \\{.")
        case .doubleQuotedRegex:
            DiagnosticGuide(
                "a regex in double quotes",
                meaning: """
                    In double quotes YAML takes the backslashes: "\\b" is a backspace there, not a word's edge, and "\\d" is \
                    an error. Doubled backslashes work and are hard to read.
                    """,
                example: Self.rule(
                    "match: { regex: \"otter-\\\\d{4}\" }\naction: log",
                    examples: "match: [otter-1234], no_match: [otter]"),
                mending: "Use single quotes, where '' for a quote is the only escape.")
        case .noCounterExample:
            DiagnosticGuide(
                "a rule without an example that must not match",
                meaning: """
                    Most rules that do harm hit too much, not too little, and only a text that has to stay as it is shows it.
                    """,
                example: Self.rule(
                    "match: { keywords: [otter] }\naction: log", examples: "match: [an otter], no_match: []"),
                mending: """
                    Add to `no_match` the harmless text that comes nearest to a hit: a longer word, a number one digit short.
                    """)
        case .expiredException:
            DiagnosticGuide(
                "an exception that has run out",
                meaning: """
                    The day in the exception's `until` has come, so what it excepted is a hit again. The day is looked at \
                    when the rules are loaded.
                    """,
                example: Self.rule(
                    "match: { keywords: [otter] }\nexcept:\n  - { values: [otter], reason: The zoo's week., until: 2020-01-01 }\naction: log"
                ),
                mending: "Take the exception out, or give it a later day.")
        case .expensiveRule:
            DiagnosticGuide(
                "a text exists that costs this rule too much time",
                meaning: """
                    Who writes the text decides what it costs. For every rule expensive texts are made from the rule itself; \
                    one of 64 KB cost more than 5 ms of processor time, or more than 25 ms in a stream of pieces of 4 bytes.
                    """,
                example: Self.rule(
                    "match: { regex: '(?:\\w+\\s?)+:', window: 2000 }\naction: block",
                    examples: "match: ['otter:'], no_match: [otter]"),
                mending: """
                    Bound the repeats, lower the `window`, begin the regex with a literal, and don't let a match begin inside \
                    what the rule repeats. Builds without optimisation don't make this complaint.
                    """)
        default:
            DiagnosticGuide(
                "a short keyword without a boundary",
                meaning: """
                    With `boundary: none` a keyword is found inside other words, and a keyword of at most three letters, or \
                    of one Han character, stands inside very many.
                    """,
                example: Self.rule(
                    "match: { keywords: [sm], boundary: none }\naction: log",
                    examples: "match: [sm], no_match: [otter]"),
                mending: """
                    Leave `boundary` at `auto`, which asks for a word's edge where the script has blanks; or list the \
                    ordinary words around it under `except.covering`.
                    """)
        }
    }
}
