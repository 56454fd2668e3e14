import SluiceWire
import Testing

struct JSONEditorTests {
    private func edit(
        _ json: String, _ edits: [TextEdit], table: PathTable = JSONGrammarTests.table
    ) throws -> String {
        let bytes = Array(json)
        let scan = try table.scanned(bytes, options: .response)
        let site = try #require(scan.sites.last)
        var out: [UInt8] = []
        JSONEditor.apply([(site, edits)], to: bytes.span, into: &out)
        return String(decoding: out, as: UTF8.self)
    }

    @Test(arguments: [
        (#"["secret"]"#, 0..<6, "x", #"["x"]"#),
        (#"[ "a secret b" , 1 ]"#, 2..<8, "[\"*\"]", #"[ "a [\"*\"] b" , 1 ]"#),
        (#"["\u0061\u0062c"]"#, 1..<2, "", #"["\u0061c"]"#),
        (#"["\ud83d\ude00\n\u00e9"]"#, 4..<5, "-", #"["\ud83d\ude00-\u00e9"]"#),
        (#"["\ud83d\ude00!"]"#, 0..<4, "", #"["!"]"#),
        (#"["\ud83d\ude00!"]"#, 1..<3, "", #"["!"]"#),
        (#"["漢字"]"#, 3..<6, "é", #"["漢é"]"#),
        (#"["漢字"]"#, 4..<5, "", #"["漢"]"#),
        (#"["ab"]"#, 1..<1, "\n", #"["a\nb"]"#),
        (#"["ab"]"#, 2..<2, "c", #"["abc"]"#),
        (#"["ab"]"#, 1..<99, "", #"["a"]"#),
        (#"["\ud800b"]"#, 0..<3, "", #"["b"]"#),
    ])
    func onlyTheMatchedTextChanges(json: String, range: Range<Int>, new: String, edited: String) throws {
        #expect(try edit(json, [TextEdit(range: range, replacement: Array(new))]) == edited)
    }

    @Test func severalEditsOfOneTextComeInAnyOrder() throws {
        let edits = [
            TextEdit(range: 4..<5, replacement: Array("2")), TextEdit(range: 0..<1, replacement: Array("1")),
        ]
        #expect(try edit(#"["a b c"]"#, edits) == #"["1 b 2"]"#)
    }

    @Test func overlappingEditsTakeNothingTwice() throws {
        let edits = [
            TextEdit(range: 0..<3, replacement: Array("1")), TextEdit(range: 2..<5, replacement: Array("2")),
        ]
        #expect(try edit(#"["abcdef"]"#, edits) == #"["12f"]"#)
    }

    @Test func keysCanBeEdited() throws {
        #expect(
            try edit(#"{"a":{"secret":1}}"#, [TextEdit(range: 0..<6, replacement: Array("x"))])
                == #"{"a":{"x":1}}"#)
    }

    @Test(arguments: [
        (0..<16, "[card]", #"{"n":"[card]"}"#), (12..<16, "", #"{"n":"411111111111"}"#),
        (0..<0, "\"", #"{"n":"\"4111111111111111"}"#), (16..<16, "x", #"{"n":"4111111111111111x"}"#),
    ])
    func editedNumbersBecomeStrings(range: Range<Int>, new: String, edited: String) throws {
        let table = PathTable(side: .request, [.subtree("", .requestToolArguments)])
        let json = #"{"n":4111111111111111}"#
        #expect(try edit(json, [TextEdit(range: range, replacement: Array(new))], table: table) == edited)
        #expect(try edit(json, [], table: table) == json)
    }

    private static let members = ["\"a\":1", "\"b\" : [2]", "\"c\":{\"d\":\",\"}"]

    @Test(arguments: ["{", "{ ", "{\n\t"], 0..<8)
    func anySetOfMembersCanGo(opening: String, set: Int) throws {
        let table = PathTable(side: .response, [.droppable("a"), .droppable("b"), .droppable("c")])
        let json = Array(opening + Self.members.joined(separator: " , ") + " }")
        let scan = try table.scanned(json)
        var out: [UInt8] = []
        let dropped = scan.droppable.enumerated().filter { set >> $0.offset & 1 == 1 }.map(\.element)
        JSONEditor.apply([], dropping: dropped.reversed(), to: json.span, into: &out)
        let kept = try table.scanned(out).droppable.map { out.string($0.range) }
        let expected = scan.droppable.enumerated().filter { set >> $0.offset & 1 == 0 }
        #expect(kept == expected.map { json.string($0.element.range) })
    }

    @Test(arguments: [
        ([PathEntry.droppable("[]")], "[1, 2 ,3]", "[]"), ([.droppable("")], " {} ", " null "),
        ([.droppable("a[]")], #"{"a":[1],"b":[2]}"#, #"{"a":[],"b":[2]}"#),
        ([.droppable("a.b"), .droppable("a")], #"{"a":{"b":1},"c":2}"#, #"{"c":2}"#),
        ([.droppable("a"), .droppable("b")], #"{"a":1,"x":0,"b":2}"#, #"{"x":0}"#),
    ])
    func droppingNeverBreaksTheJSON(entries: [PathEntry], json: String, edited: String) throws {
        let table = PathTable(side: .response, entries)
        let bytes = Array(json)
        var out: [UInt8] = []
        JSONEditor.apply([], dropping: try table.scanned(bytes).droppable, to: bytes.span, into: &out)
        #expect(String(decoding: out, as: UTF8.self) == edited)
    }

    @Test func editsOfDroppedTextGoWithIt() throws {
        let table = PathTable(side: .response, [.text("a.t", .responseText), .droppable("a")])
        let json = Array(#"{"a":{"t":"secret"},"b":1}"#)
        let scan = try table.scanned(json)
        var out: [UInt8] = []
        JSONEditor.apply(
            scan.sites.prefix(1).map { ($0, [TextEdit(range: 0..<1, replacement: [])]) },
            dropping: scan.droppable,
            to: json.span, into: &out)
        #expect(out == Array(#"{"b":1}"#))
    }

    /// Random edits of random texts: each text becomes what the edits say, each other byte stays.
    @Test func editedPayloadDecodesToEditedTexts() throws {
        let seed = UInt64.random(in: 0 ... .max)
        var random = SeededGenerator(seed: seed)
        print("seed \(seed)")
        let pieces = [
            "a", "b c", "é", "漢", "😀", #"\n"#, #"\u0041"#, #"\ud83d\ude00"#, #"\""#, #"\\"#, #"\/"#,
        ]
        for _ in 0..<trials(1000) {
            let texts = (0..<4).map { _ in
                (0..<Int.random(in: 1...8, using: &random)).map { _ in
                    pieces.randomElement(using: &random) ?? ""
                }
                .joined()
            }
            let json = Array(#" [ "\#(texts[0])",{"k":"\#(texts[1])"} ,["\#(texts[2])","\#(texts[3])"] ] "#)
            let sites = try JSONGrammarTests.table.scanned(json).sites
            var all: [(site: TextSite, edits: [TextEdit])] = []
            var expected: [[UInt8]] = []
            for site in sites {
                let (edits, text) = randomEdits(of: json.text(of: site), &random)
                all.append((site, edits))
                expected.append(text)
            }
            var out: [UInt8] = []
            JSONEditor.apply(all.shuffled(using: &random), to: json.span, into: &out)
            let edited = try JSONGrammarTests.table.scanned(out)
            #expect(edited.sites.map { out.text(of: $0) } == expected.filter { !$0.isEmpty })
            #expect(Self.skeleton(json, sites) == Self.skeleton(out, edited.sites))
        }
    }

    /// Edits at character boundaries, ascending, and what they make of the text.
    private func randomEdits(
        of text: [UInt8], _ random: inout SeededGenerator
    ) -> (edits: [TextEdit], text: [UInt8]) {
        let bounds = text.indices.filter { text[$0] & 0xc0 != 0x80 } + [text.count]
        let cuts = (0..<4).map { _ in bounds.randomElement(using: &random) ?? 0 }.sorted()
        let edits = [cuts[0]..<cuts[1], cuts[2]..<cuts[3]].map {
            TextEdit(
                range: $0,
                replacement: Array(["", "[x]", "\"\n\\", "é😀"].randomElement(using: &random) ?? ""))
        }
        let edited =
            text[..<cuts[0]] + edits[0].replacement + text[cuts[1]..<cuts[2]] + edits[1].replacement
            + text[cuts[3]...]
        return (edits, Array(edited))
    }

    /// The bytes outside of the strings that are no empty strings' quotes.
    private static func skeleton(_ json: [UInt8], _ sites: [TextSite]) -> [UInt8] {
        var rest = json
        for site in sites.reversed() {
            rest.removeSubrange(site.range)
        }
        return rest
    }
}
