import SluiceRules

/// The parts of a rule's schema that say what is searched for.
enum RuleMatchSchema {
    private static let texts = Schema.list(of: Schema.text, atLeast: 1)

    static let window = Schema.described(
        "The most characters that one match may span; a regex without an upper bound needs it.",
        Schema.integer(1...RuleFields.maximumWindow))

    static let match = Schema.described(
        "What is searched for: a regex, or keywords and word lists.",
        Schema.object(
            [
                (
                    "regex",
                    Schema.described(
                        "PCRE2, with UTF and UCP; in single quotes YAML changes nothing.", Schema.text)
                ),
                ("flags", Schema.list(of: Schema.choice(["i", "s", "m", "x"]))),
                (
                    "capture",
                    Schema.described(
                        "The group that a hit consists of; 0 is the whole match.", Schema.integer(0...99))
                ),
                ("keywords", texts), ("wordlists", texts),
                (
                    "boundary",
                    Schema.described(
                        "Where keywords may begin and end: at a word's edge where the script has blanks, always there, or anywhere.",
                        Schema.choice(["auto", "word", "none"]))
                ),
                ("case", Schema.choice(["sensitive", "insensitive"])), ("window", window),
            ], oneOf: ["regex", "keywords", "wordlists"]))

    static let normalizers = Schema.described(
        "How text and patterns are made alike before they are compared.",
        Schema.list(of: Schema.choice(RuleFields.normalizers)))

    static let validators = Schema.described(
        "Checks that a match has to pass.",
        Schema.list(
            of: Schema.any([
                Schema.choice(RuleFields.validators),
                Schema.object(
                    [
                        (
                            "entropy",
                            Schema.object(
                                [
                                    (
                                        "min",
                                        .object([
                                            ("type", .string("number")), ("minimum", .integer(0)),
                                            ("maximum", .integer(8)),
                                        ])
                                    )
                                ], required: ["min"])
                        )
                    ], required: ["entropy"]),
            ])))

    static let exceptions = Schema.described(
        "Reasons to drop a match.",
        Schema.list(
            of: Schema.object(
                [
                    ("values", Schema.described("The match is one of these.", texts)),
                    ("covering", Schema.described("The match lies inside one of these longer words.", texts)),
                    ("regex", Schema.described("This is found inside the match.", Schema.text)),
                    ("reason", Schema.text),
                ], required: ["reason"], oneOf: ["values", "covering", "regex"])))
}
