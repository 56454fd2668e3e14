import Testing

@testable import SluiceMatching

/// Shapes as they are read, and the prefixes they have.
struct RegexShapeTests {
    private static func literal(_ letter: Unicode.Scalar) -> RegexShape {
        .codePoint(CodePointClass(literal: letter.value, isCaseless: false))
    }

    private static func shape(of regex: String) -> RegexShape {
        RegexReader.facts(of: Array(regex.utf8), isCaseless: false).shape
    }

    private static let cases: [(String, RegexShape)] = [
        ("", .empty),
        ("(?:)(?i)", .empty),
        ("a", literal("a")),
        ("a(?:b(c))", .sequence([literal("a"), literal("b"), literal("c")])),
        ("a|(?|b|字)", .choice([literal("a"), .choice([literal("b"), literal("字")])])),
        ("a+?|", .choice([.repeated(literal("a"), least: 1, most: nil), .empty])),
        ("a{2}b{1}c{0}", .sequence([.repeated(literal("a"), least: 2, most: 2), literal("b")])),
        (#"\ba\B"#, .sequence([.edge(.wordEdge), literal("a"), .edge(.noWordEdge)])),
        ("^(?m)^", .sequence([.edge(.textStart), .edge(.lineStart)])),
        (
            "(?<!a)b",
            .sequence([.edge(.after(CodePointClass([0x61...0x61]), isNegated: true)), literal("b")])
        ),
        ("(?<=ab)c", .opaque),
        ("a(?=b)c", .sequence([literal("a"), .opaque])),
        ("(?>a)b", .sequence([literal("a"), .opaque])),
        ("a++b", .sequence([.repeated(literal("a"), least: 1, most: nil), .opaque])),
        (#"a(b)\1c"#, .sequence([literal("a"), literal("b"), .opaque])),
        ("a$|b", .choice([.sequence([literal("a"), .opaque]), literal("b")])),
        (
            "(?:a(?R)?)*b",
            .sequence([
                .repeated(.sequence([literal("a"), .opaque]), least: 0, most: nil), literal("b"),
            ])
        ),
        ("a{,2}", .opaque),
        ("[[:<:]]a", .opaque),
        (#"[\E]a]"#, .opaque),
    ]

    @Test(arguments: cases)
    func aRegexHasItsShape(_ regex: String, _ shape: RegexShape) {
        #expect(Self.shape(of: regex) == shape)
    }

    @Test func theShapeIsThatOfTheCompiledRegex() throws {
        let source = try RegexSource("ＡB", normalization: .standard)
        let both = CodePointClass(literal: 0x62, isCaseless: true)
        #expect(
            source.facts.shape
                == .sequence([.codePoint(CodePointClass(literal: 0x61, isCaseless: true)), .codePoint(both)]))
    }

    @Test(
        arguments: [
            ("abc", ["abc"]),
            ("(?i)sk-", ["sk-"]),
            (#"\bghp_\w{3}"#, ["ghp_"]),
            ("gh[pos]_", ["gho_", "ghp_", "ghs_"]),
            ("colou?r", ["color", "colour"]),
            ("(?:ab|cd)+x", ["ab", "cd"]),
            ("ab|abc|b.", nil),
            ("abx|abxc", ["abx"]),
            ("a{3}.", ["aaa"]),
            ("忽略.{0,4}", ["忽略"]),
            ("É字", ["É字"]),
            ("a.*", nil),
            (#"\d{4}"#, nil),
            (#"\d\d"#, nil),
            ("x[a-c]{2}[a-z]{3}", ["xaa", "xab", "xac", "xba", "xbb", "xbc", "xca", "xcb", "xcc"]),
            ("a(?=b)", nil),
            ("ab(?=b)", ["ab"]),
            ("字?ab", ["ab", "字ab"]),
            ("", nil),
        ] as [(String, [String]?)])
    func prefixLiteralsAreWhatEveryMatchBeginsWith(_ regex: String, _ expected: [String]?) {
        let literals = RegexReader.facts(of: Array(regex.utf8), isCaseless: false).prefixLiterals
        #expect(literals?.map { String(decoding: $0, as: UTF8.self) } == expected)
    }

    @Test(arguments: [#"a\Gb"#, #"a\Kb"#, "a(*COMMIT)b", "(*UCP)a", "a(?C1)b"])
    func aRefusalSaysWhy(_ regex: String) {
        #expect { try RegexSource(regex, normalization: []) } throws: { error in
            guard let fault = error as? RegexFault, let construct = fault.refusal else { return false }
            return fault.message.hasPrefix("\(construct) is not supported: it ")
        }
    }

    @Test(arguments: [
        (#"\b[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@[a-z]"#, 65), (#"[a-z]{1,20}@x"#, 21), (#"[a-z]@x"#, 2),
        (#"[0-9]{1,9}@x"#, nil), (#"a@x"#, nil), (#"[a-z]+@x"#, nil), (#"[a-z]{1,9}@?x"#, nil),
    ])
    func aRegexThatBeginsLikeAnyWordHasAGate(_ regex: String, _ distance: Int?) {
        #expect(RegexGate(of: Self.shape(of: regex))?.distance == distance)
    }
}
