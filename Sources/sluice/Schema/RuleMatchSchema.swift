import SluiceRules

/// The parts of a rule's schema that say what is searched for.
enum RuleMatchSchema {
    private static let texts = Schema.list(of: Schema.text, atLeast: 1)

    static let window = Schema.described(
        "The most characters that one match may span; a regex without an upper bound needs it.",
        Schema.integer(1...RuleFields.maximumWindow))

    static let match = Schema.described(
        "What is searched for: a regex, keywords and word lists, or several of them.",
        Schema.object(
            subject + [
                (
                    "any",
                    Schema.described("Each of these counts by itself.", Schema.list(of: part, atLeast: 2))
                ),
                (
                    "all_of",
                    Schema.described(
                        "Each of these counts where all others stand around it.",
                        Schema.list(of: part, atLeast: 2))
                ),
                (
                    "within",
                    Schema.described(
                        "Where the parts of all_of stand together: in a sentence, in a message, in so many characters.",
                        Schema.any([
                            Schema.choice(["sentence", "message"]),
                            Schema.integer(1...RuleFields.maximumWindow),
                        ]))
                ),
                ("near", near),
                (
                    "boundary",
                    Schema.described(
                        "Where keywords may begin and end: at a word's edge where the script has blanks, always there, or anywhere.",
                        Schema.choice(["auto", "word", "none"]))
                ),
                ("case", Schema.choice(["sensitive", "insensitive"])), ("window", window),
            ], oneOf: ["regex", "keywords", "wordlists", "any", "all_of"]))

    /// The fields of what is searched for by itself.
    private static let subject = [
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
    ]

    private static let part = Schema.object(subject, oneOf: ["regex", "keywords", "wordlists"])

    private static let near = Schema.described(
        "One of these words has to stand near a match.",
        Schema.object(
            [
                ("any", texts), ("within", Schema.integer(RuleFields.nearbyLengths)),
                ("side", Schema.choice(["before", "after", "both"])),
            ], required: ["any", "within"]))

    static let normalizers = Schema.described(
        "How text and patterns are made alike before they are compared.",
        Schema.list(of: Schema.any([Schema.choice(RuleFields.normalizers), skip])))

    private static let skip = Schema.object(
        [
            (
                "skip",
                Schema.described(
                    "Characters of these kinds vanish, so many of those that stand in a row.",
                    Schema.object(
                        [
                            ("class", Schema.list(of: Schema.choice(RuleFields.skipped), atLeast: 1)),
                            ("max", Schema.integer(1...RuleFields.mostSkipped)),
                        ], required: ["class", "max"]))
            )
        ], required: ["skip"])

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
                    (
                        "sentence",
                        Schema.described("One of these stands in the same sentence.", texts)
                    ),
                    ("where", origin),
                    (
                        "until",
                        Schema.described("The first day on which the exception doesn't count.", Schema.day)
                    ),
                    ("reason", Schema.text),
                ], required: ["reason"], oneOf: ["values", "covering", "regex", "sentence", "where"])))

    private static let origin = Schema.described(
        "The exchanges for which the exception counts, by globs; alone it is an exception for all that the rule finds there.",
        Schema.object(
            [
                ("route", Schema.described("Names of routes, as the logs have them.", texts)),
                ("client", Schema.described("Names of clients.", texts)),
                ("key_tag", Schema.described("Tags of clients.", texts)),
                ("model", Schema.described("Models that the request asks for.", texts)),
            ], oneOf: ["route", "client", "key_tag", "model"]))
}
