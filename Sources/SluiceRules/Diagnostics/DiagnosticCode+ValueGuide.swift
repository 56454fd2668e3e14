/// The guides of errors in values and files.
extension DiagnosticCode {
    var valueGuide: DiagnosticGuide {
        switch self {
        case .windowTooSmall:
            DiagnosticGuide(
                "a window shorter than the shortest match",
                meaning:
                    "`window` is the most characters that one match may span, and this regex needs more than that.",
                example: Self.rule("match: { regex: 'otter \\d{12}', window: 10 }\naction: log"),
                mending: "Raise `window`; or leave it out where the regex has an upper bound of its own.")
        case .wrongType:
            DiagnosticGuide(
                "a value of the wrong type",
                meaning: """
                    A list, a mapping, a text, a number or `true`/`false` was expected and something else stands there. A \
                    list of one element is still written as a list.
                    """,
                example: Self.rule("match: { keywords: otter }\naction: log"),
                mending: "Write what the message asks for: [otter] for a list, { min: 3.0 } for a mapping.")
        case .missingField:
            DiagnosticGuide(
                "a field that has to be there",
                meaning: """
                    A rule has at least `id`, `match`, `action` and `examples` with both `match` and `no_match`; a file has \
                    `version` and `rules`; an exception has a `reason`.
                    """,
                example:
                    "version: 1\nrules:\n  - id: house.otters\n    match: { keywords: [otter] }\n    action: log",
                mending:
                    "Add the field that is named. What holds for all rules of a file can stand in `defaults`."
            )
        case .badValue:
            DiagnosticGuide(
                "a value that means nothing here",
                meaning: """
                    The value has the right type, and is none that the field knows: a misspelt name, a number out of range, \
                    an empty text. Known names are listed, and the nearest is named.
                    """,
                example: Self.rule("severity: hihg\nmatch: { keywords: [otter] }\naction: log"),
                mending: "Take one of the values that the message lists.")
        case .unreadable:
            DiagnosticGuide(
                "a file or folder that can't be read",
                meaning: """
                    A path of the command line or of the configuration names nothing that can be read; or a folder holds no \
                    file whose name ends in .rules.yaml, which is what folders are searched for.
                    """,
                example: "",
                mending: """
                    Check the path and the folder that the command runs in, and the rights of the file; name rule files \
                    NAME.rules.yaml.
                    """)
        case .version:
            DiagnosticGuide(
                "a version that this release doesn't know",
                meaning: """
                    `version` is that of the file's format, and there is one: 1. `pack.min_engine` is the oldest release of \
                    Sluice that understands the rules, and this one is older.
                    """,
                example: "version: 2\nrules: []",
                mending:
                    "Write `version: 1`; for `min_engine`, take a newer release, or rules made for this one.")
        default:
            DiagnosticGuide(
                "a field that this release doesn't carry out",
                meaning: """
                    The format has the field and this release has no code for it. A rule of which a part is ignored would \
                    do something else than it says, so it isn't loaded at all.
                    """,
                example: Self.rule(
                    "match: { keywords: [otter] }\nexcept:\n  - { where: { tool: [feed] }, reason: There they live. }\naction: log"
                ),
                mending: "Take the field out, if the rule means the same without it; or take the rule out.")
        }
    }
}
