import SluiceMatching
import Testing

/// Keywords in text of which characters vanish, whole and cut at every byte.
struct ReducedTextTests {
    private static let skipping: Normalization = [
        .standard, .skipping([.space, .punct], most: 2),
    ]
    private static let one: Normalization = [.standard, .skipping([.punct, .emoji], most: 1)]

    @Test(
        arguments: [
            (skipping, "大麻", "出售大-麻，好", ["大-麻"]), (skipping, "大麻", "大 麻", ["大 麻"]),
            (skipping, "大麻", "大 - 麻", []), (skipping, "大麻", "大--麻", ["大--麻"]),
            (skipping, "大 麻", "大麻", ["大麻"]), (skipping, "heron", "h.e.r.o.n", ["h.e.r.o.n"]),
            (one, "heron", "h.e-r😀on", ["h.e-r😀on"]), (one, "heron", "h..eron", []),
            (one, "heron", "h eron", []),
            ([.standard, .squeeze], "heron", "a heeeerron!", ["heeeerron"]),
            ([.standard, .squeeze], "heeron", "a heron!", ["heron"]),
            ([.standard, .squeeze], "bittern", "a bitttern", ["bitttern"]),
            ([.standard, .squeeze], "heron", "herona", []),
            ([.standard, .leet], "heron", "a h3r0n", ["h3r0n"]),
            ([.standard, .leet], "bittern", "8!77ern", ["8!77ern"]),
            ([.standard, .leet], "heron", "h3r0n5", []),
            ([.squeeze, .leet], "otter", "0tt3r", ["0tt3r"]),
            ([.squeeze, .leet], "otter", "OTTER", []),
        ] as [(Normalization, String, String, [String])])
    func aKeywordIsFoundInWhatIsLeft(
        _ normalization: Normalization, _ keyword: String, _ text: String, _ expected: [String]
    ) throws {
        let pattern = Pattern(
            .keywords([keyword]), normalization: normalization,
            boundary: normalization.isSkipping ? .none : .auto)
        #expect(try hits(pattern, in: text) == expected)
    }

    @Test func aKeywordOfNothingButSkippedCharactersIsRefused() {
        #expect(throws: PatternErrors.self) {
            try PatternSet([Pattern(.keywords(["--"]), normalization: Self.skipping)])
        }
    }
}
