import Testing

/// A regex that is hard to decide in a stream, and the stuff of which texts for it are made.
struct FuzzCase: Sendable, CustomTestStringConvertible {
    var regex: String
    var window: Int?
    var pieces: [String]

    var testDescription: String { window.map { "\(regex) within \($0)" } ?? regex }

    init(_ regex: String, window: Int? = nil, _ pieces: String...) {
        self.regex = regex
        self.window = window
        self.pieces = pieces
    }

    /// Regexes whose matches have an upper bound.
    static let bounded = boundedConstructs + boundedData
    /// Regexes without an upper bound, or whose window is smaller than it.
    static let capped = cappedConstructs + cappedData
    /// All of them, those that are followed from their beginning as well, each with a window.
    static let all =
        bounded + capped
        + shapes.map { example in
            var example = example
            example.window = 40
            return example
        }

    private static let boundedConstructs: [FuzzCase] = [
        FuzzCase(#"cat"#, "cat", "ca", "c", "at", " "),
        FuzzCase(#"\bcat\b"#, "cat", "ca", "c", " ", "字", "s"),
        FuzzCase(#"\Bcat\B"#, "cat", "c", " ", "x"),
        FuzzCase(#"\b(?:\d[ -]?){12,15}\d\b"#, "4111", " ", "-", "1", "a", "é"),
        FuzzCase(#"(?<!\d)1[3-9]\d{9}(?!\d)"#, "138", "0013", "8000", "1", "字"),
        FuzzCase(#"^abc"#, "abc", "\n", "a"),
        FuzzCase(#"(?m)^abc$"#, "abc", "\n", "a", "\n\n"),
        FuzzCase(#"abc$"#, "abc", "\n", "a"),
        FuzzCase(#"\Aab|cd\z"#, "ab", "cd", "\n"),
        FuzzCase(#"cd\Z"#, "cd", "\n", "c", "d\n"),
        FuzzCase(#"a{2,4}"#, "a", "aaa", "b"),
        FuzzCase(#"a{2,4}?"#, "a", "aaa", "b"),
        FuzzCase(#"a{2,4}+a"#, "a", "aaa", "b"),
        FuzzCase(#"(?>ab|a)bc"#, "ab", "bc", "c", "a"),
        FuzzCase(#"dog(?:sbody)?"#, "dog", "sbo", "sbody", "dy"),
        FuzzCase(#"dog(?:sbody)??"#, "dog", "sbody", "dy"),
        FuzzCase(#"foo(?=bar)"#, "foo", "bar", "ba", "f"),
        FuzzCase(#"foo(?!bar)"#, "foo", "bar", "ba", "f"),
        FuzzCase(#"(?=ab.{0,3}z)a.b?"#, "ab", "z", "xx", "a"),
        FuzzCase(#"(?!abz)ab."#, "ab", "z", "a", "c"),
        FuzzCase(#"(?<=ab)c"#, "ab", "c", "b"),
        FuzzCase(#"(?<!ab)c"#, "ab", "c", "b", "字"),
        FuzzCase(#"(?<=x(?<=ax))b"#, "ax", "b", "x", "a"),
        FuzzCase(#"(?<=(?<=(?<=a)b)c)d"#, "a", "b", "c", "d", "abc"),
        FuzzCase(#"(?<=\bab)c"#, "ab", "c", "x", " "),
        FuzzCase(#"(?<=^ab)c|(?<!^)ab"#, "ab", "c", "\n"),
        FuzzCase(#"(?<=字)b(?=字)"#, "字", "b", "a"),
        FuzzCase(#"(?<=a(?=bc))b"#, "a", "b", "c"),
        FuzzCase(#"(a|bc)\1"#, "a", "bc", "b"),
        FuzzCase(#"(?<q>['"])\w{0,5}\k<q>"#, "'", "\"", "ab", "c"),
        FuzzCase(#"(a)?(?(1)b|c)d"#, "a", "b", "c", "d"),
        FuzzCase(#"(?(?=ab)abc|x.)"#, "ab", "c", "x", "a"),
        FuzzCase(#"(?|(a)b|(c)d)e"#, "ab", "cd", "e", "a"),
        FuzzCase(#"a\Rb"#, "a", "\r\n", "\r", "\n", "b", "\u{2028}"),
        FuzzCase(#"\R\R?"#, "\r\n", "\r", "\n", "a"),
        FuzzCase(#"(?i)straße"#, "stra", "ß", "SS", "e", "ẞ"),
        FuzzCase(#"(?i)sk"#, "s", "k", "\u{17F}", "\u{212A}", "S", "x"),
        FuzzCase(#"我.{0,4}你"#, "我", "你", "的", "x"),
        FuzzCase(#"[一-龥]{2}x"#, "字", "文", "x", "a"),
        FuzzCase(#"\p{Han}\P{Han}"#, "字", "a", "é"),
        FuzzCase(#"[^a]b"#, "a", "b", "字", "\n"),
        FuzzCase(#".b(?s:.)b"#, "\n", "b", "a", "字"),
        FuzzCase(#"\Qa.b\E?c"#, "a.", "a.b", "c", "axb"),
        FuzzCase(#"(?x) a \s{1,3} b # comment"#, "a", " ", "b", "\n"),
        FuzzCase(#"(?:a|ab|abc|abcd)(?:e|cde)"#, "a", "b", "cd", "e"),
        FuzzCase(#"(?:ab){1,3}(?:ba){0,2}"#, "ab", "ba", "a", "b"),
        FuzzCase(#"[\w.]{1,10}@[a-z]{1,5}\.(?:com|co)"#, "ab", "@", "x", ".com", ".co", "m"),
        FuzzCase(#"a(*nla:b.)c?"#, "a", "b", "c", "x"),
        FuzzCase(#"(?:(?=a)a|b){2,3}\b"#, "a", "b", " "),
        FuzzCase(#"(?<=\d{3})\d(?=(?:\d{3}){0,2}\b)"#, "1", "234", " ", "x"),
        FuzzCase(#"\x{5b57}\N\d?"#, "字", "1", "a", "\n"),
        FuzzCase(#"a?b?c?"#, "a", "b", "c", "x"),
        FuzzCase(#"(a{0,3}){2}b"#, "a", "b", "aa"),
    ]

    private static let cappedConstructs: [FuzzCase] = [
        FuzzCase(#"secret.*key"#, window: 16, "secret", "key", " ", "se", "k", "\n"),
        FuzzCase(#"secret.*?key"#, window: 16, "secret", "key", " x", "ey"),
        FuzzCase(#"(?s)a.+b"#, window: 4, "a", "b", "xx", "\n", "字"),
        FuzzCase(#"(?s)a.+?b"#, window: 20, "a", "b", "xxxxxxx", "\n", "字"),
        FuzzCase(#"ab+"#, window: 8, "a", "b", "bbbbbbbb"),
        FuzzCase(#"ab+?c?"#, window: 8, "a", "b", "bbbb", "c"),
        FuzzCase(#"a*+b"#, window: 3, "a", "b", "aaaaaaa"),
        FuzzCase(#"(?>a+)b|a"#, window: 3, "a", "b", "aaaaaaa"),
        FuzzCase(#"\bx\w+\b"#, window: 10, "x", "yyyy", " ", "字"),
        FuzzCase(#"a\W+b"#, window: 12, "a", "b", " ", "字字字", "，"),
        FuzzCase(#"a(?=\d*z)"#, window: 6, "a", "1", "234", "z"),
        FuzzCase(#"a(?!\d*z)"#, window: 6, "a", "1", "234", "z"),
        FuzzCase(#"(\w+) \1"#, window: 12, "ab", "abc", " ", "d"),
        FuzzCase(#"\((?:[^()]|(?R))*\)"#, window: 20, "(", ")", "a", "(b)"),
        FuzzCase(#"(a(?1)?b)"#, window: 10, "a", "b", "aab"),
        FuzzCase(#"(?m)^x.*$"#, window: 10, "x", "yyyyy", "\n", "字"),
        FuzzCase(#"\X{2}a"#, window: 8, "a", "e\u{301}", "\u{301}", "字", "\r\n"),
        FuzzCase(#"-+BEGIN[^-]+-"#, window: 30, "-", "BEGIN", "key ", "--"),
        FuzzCase(#"(?:a|aa)+b"#, window: 16, "a", "b", "aaa"),
        FuzzCase(#"(?:\w+\s?)+!"#, window: 12, "ab", " ", "!", "c"),
        FuzzCase(#"a.{0,300}b"#, window: 10, "a", "b", "xxxxxxxxxx", "字"),
        FuzzCase(#"(?<=a|bc)d*e"#, window: 5, "a", "bc", "d", "ddddd", "e"),
        FuzzCase(#"x*"#, window: 4, "x", "xxxxxx", "y"),
        FuzzCase(#".*=.*x"#, window: 8, "=", "x", "ab", "\n", "字"),
        FuzzCase(#"(?=.*b)a"#, window: 8, "a", "b", "cc", "\n"),
        FuzzCase(#"字+(?=文)|文"#, window: 5, "字", "文", "字字字字字"),
    ]
}
