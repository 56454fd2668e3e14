/// The guides of errors in the rules themselves.
extension DiagnosticCode {
    var ruleGuide: DiagnosticGuide {
        switch self {
        case .unknownField:
            DiagnosticGuide(
                "a field that nothing reads",
                meaning: """
                    Every field of a file is read by something, and a misspelt one would have no effect without a word. So \
                    a field that is not known is an error; where a known one is spelt nearly so, it is named.
                    """,
                example: Self.rule("sevrity: low\nmatch: { keywords: [otter] }\naction: block"),
                mending: """
                    Write the field as it is meant, or take it out. `sluice schema rules` has every field, and an editor \
                    that reads it offers them. Notes of your own belong under `metadata`, which takes anything.
                    """)
        case .duplicateID:
            DiagnosticGuide(
                "two rules have one id",
                meaning: """
                    A rule's id is its name in logs, metrics and overrides, so it has to be the only one in all files that \
                    are loaded together.
                    """,
                example: Self.rule("match: { keywords: [otter] }\naction: log") + """

                      - id: house.otters
                        match: { keywords: [seal] }
                        action: log
                        examples: { match: [a seal], no_match: [a heron] }
                    """,
                mending: "Give one of them another id. If it is the same rule twice, take one out.")
        case .regex:
            DiagnosticGuide(
                "a regex that can't be used",
                meaning: """
                    Either PCRE2 can't read it, and the caret stands where PCRE2 stopped, which is often behind the \
                    mistake; or it uses something that can't be decided in a stream, such as \\G, \\C, (*COMMIT), or a \
                    match of nothing at all.
                    """,
                example: Self.rule("match: { regex: 'otter[0-9{2}' }\naction: log"),
                mending: """
                    Close what is open: a bracket that is never closed is marked. Write a bracket that is meant as a \
                    character with a backslash: \\[. A regex belongs in single quotes, where YAML changes nothing.
                    """)
        case .unboundedRegex:
            DiagnosticGuide(
                "a regex without an upper bound",
                meaning: """
                    In a stream, text is held back while a rule can still match it. A repeat such as .* or \\s+ can go on \
                    for ever, and the text would be held as long.
                    """,
                example: Self.rule("match: { regex: 'otter.*den' }\naction: redact"),
                mending: """
                    Bound the repeat: .{0,40} for .*, \\s{1,8} for \\s+. Where that isn't possible, `window: 200` in \
                    `match` says how many characters one match may span.
                    """)
        case .listMissing:
            DiagnosticGuide(
                "a word list that isn't there",
                meaning: """
                    `wordlists` names lists that the same file declares under `lists`, each with its file; a file's path is \
                    relative to the rule file. This list is not declared, or its file can't be read, is empty, or is no UTF-8.
                    """,
                example: Self.rule("match: { wordlists: [animals] }\naction: log"),
                mending: """
                    Declare the list: lists: { animals: { file: wordlists/animals.txt } }. `sluice import words` reads lists \
                    in other encodings and writes UTF-8.
                    """)
        case .exampleFailed:
            DiagnosticGuide(
                "an example doesn't hold",
                meaning: """
                    Every text under `examples.match` has to be hit by its rule, and none under `no_match` may be, whole and \
                    however a stream cuts it. A set whose examples fail is not loaded: not by `check`, nor by `serve`.
                    """,
                example: Self.rule("match: { keywords: [seal] }\naction: log"),
                mending: """
                    `sluice explain --rules FILE --text TEXT` says what the pattern found and what kept it from being a hit. \
                    Then mend the rule, or the example. Words have edges unless `boundary: none` is said: `otter` is not \
                    found in `otters`.
                    """)
        case .badAction:
            DiagnosticGuide(
                "an action that doesn't fit its rule",
                meaning: """
                    `replace` needs a `replacement`; a `replacement` needs `redact` or `replace`; and a rule has an action at \
                    the level from which it is active.
                    """,
                example: Self.rule("match: { keywords: [otter] }\naction: replace"),
                mending: "Give `replacement: 'text'`, or write `action: redact`, which puts [redacted] there."
            )
        case .caseFailed:
            DiagnosticGuide(
                "a case doesn't hold",
                meaning: """
                    A case says what has to become of a recorded exchange, or of a short chat: its outcome, hits, texts, \
                    finish reason. With these rules something else becomes of it.
                    """,
                example: """
                    version: 1
                    chat: { user: 'where do otters live?', answer: 'In rivers.' }
                    cases:
                      - name: nothing is blocked
                        expect: { outcome: blocked }
                    """,
                mending: """
                    The notes say what came instead. `sluice replay` shows what the rules make of a recording, and \
                    `sluice explain` what they make of a text. Then mend the rule, or what the case expects.
                    """)
        case .splitChanged:
            DiagnosticGuide(
                "a split changes what becomes of a recorded stream",
                meaning: """
                    `sluice replay --split` cuts a recorded stream elsewhere, in its bytes and in its texts. What the client \
                    gets, and what the rules find, may not depend on that; here it does. The message says which promise is \
                    broken, and the fewest cuts that break it.
                    """,
                example: "",
                mending: """
                    It is a defect of Sluice and none of the rules: report it with the command that tries it again, and with \
                    the recording, if it may leave the house. Until then a rule that the failure names can stand in shadow.
                    """)
        default:
            DiagnosticGuide(
                "the file is no YAML that Sluice reads",
                meaning: """
                    The file can't be read as YAML, or holds what Sluice leaves out of YAML so that a file means what it \
                    seems to mean: a key twice in one mapping, merge keys, tags, several documents, bytes that are no UTF-8.
                    """,
                example: "version: 1\nrules:\n  - id: 'house.otters\n",
                mending: """
                    Look at the line that is named and the one before it: a quote that isn't closed, a tab where blanks \
                    should indent, a colon in a text without quotes. Put texts with `: ` or ` #` in single quotes.
                    """)
        }
    }
}
