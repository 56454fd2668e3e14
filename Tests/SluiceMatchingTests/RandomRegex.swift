/// Makes regexes of everything that a reader of regexes has to tell apart.
struct RandomRegex {
    private static let atoms = [
        "a", "b", "k", "S", "字", "é", " ", "#", "-", ".", #"\d"#, #"\w"#, #"\W"#, #"\s"#, #"\N"#, #"\h"#,
        #"\x41"#,
        #"\x{17f}"#, #"\x{212a}"#, #"\n"#, #"\Qa|\E"#, #"\Qb"#, #"\E"#, "[ab]", "[^a]", "[k-s]", "[a b]",
        "[^字é]", "[一-龥]",
        "[[:alpha:]]", "[^[:space:]b]", #"[\W-]"#, #"[\]a-]"#, "[]b]", "[^]a]", #"[\Qa]\E]"#, #"\p{L}"#,
        #"[\p{Lu}1]"#, "^", #"\A"#,
        #"\b"#, #"\B"#, "(?<=a)", "(?<![bk])", "(?<=a|字)", "(?<=ab)", "(?=a)", "(?!b)", "$", #"\z"#, #"\R"#,
        "(?i)", "(?-i)",
        "(?s)", "(?m)", "(?x)", "(?xx)", "(?-x)", "(?^)", "(?n)", "(?#a|b)", #"\1"#, "(?>ab|a)", "|", "|",
        "{", "}", "{,2}", "]",
    ]
    private static let quantifiers = [
        "?", "*", "+", "{2}", "{0}", "{1,3}", "{2,}", "*?", "+?", "{1,2}?", "++", " +", "{0,1}",
    ]
    private static let openings = [
        "(", "(?:", "(?i:", "(?|", "(?<n>", "(?s-i:", "(?>", "(?x:", "(?m:", "(*atomic:",
    ]

    /// A regex that may well be invalid.
    static func next(_ generator: inout SeededGenerator, depth: Int = 2) -> String {
        (0..<generator.below(5) + 1).map { _ in
            let isGroup = depth > 0 && generator.below(4) == 0
            let item =
                isGroup
                ? generator.pick(openings) + next(&generator, depth: depth - 1) + ")" : generator.pick(atoms)
            return generator.below(4) == 0 ? item + generator.pick(quantifiers) : item
        }.joined()
    }
}
