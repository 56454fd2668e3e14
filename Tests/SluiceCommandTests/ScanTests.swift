import Testing
import sluice

struct ScanTests {
    private static let heron = #"{"rule":"birds.heron","start":2,"end":7,"action":"redact"}"#

    @Test(arguments: [
        ("a heron", "[\(heron)]"), ("", "[]"), ("a heron house", "[]"),
        ("nothing, in the eastern bowl", "[]"),
        (#"{"text":"a heron"}"#, "[\(heron)]"), (#"{"id":7,"text":"\u0061 her\u006fn"}"#, "[\(heron)]"),
        (#"{"text":7} heron"#, #"[{"rule":"birds.heron","start":11,"end":16,"action":"redact"}]"#),
        (
            "我有苍鹭 owl",
            #"[{"rule":"birds.heron","start":2,"end":4,"action":"redact"},"#
                + #"{"rule":"birds.owl","start":5,"end":8,"action":"redact","shadow":true}]"#
        ),
        (
            "4111111111111111 heron",
            #"[{"rule":"birds.number","start":0,"end":16,"action":"block"},"#
                + #"{"rule":"birds.heron","start":17,"end":22,"action":"redact"}]"#
        ),
    ])
    func aLineBecomesAListOfHits(_ line: String, _ hits: String) throws {
        let scan = TextScan(try TextCommandRules.load())
        #expect(scan.hits(in: LineText.bytes(of: Array(line.utf8))).description == hits)
    }

    @Test func onlyRulesOfTheTargetAndLevelCount() throws {
        let text = Array("4111111111111111 heron owl".utf8)
        let user = TextScan(try TextCommandRules.load(target: "request.user"))
        #expect(user.hits(in: text).description.contains("birds.heron"))
        #expect(!user.hits(in: text).description.contains("birds.owl"))
        let low = TextScan(try TextCommandRules.load(target: "response.text", level: "low"))
        #expect(!low.hits(in: text).description.contains("birds.number"))
    }

    @Test func invalidBytesCountAsTheyAreSearched() throws {
        let scan = TextScan(try TextCommandRules.load())
        let text: [UInt8] = [0xE6, 0x88, 0xFF, 0x20] + Array("heron".utf8)
        let hits = #"[{"rule":"birds.heron","start":3,"end":8,"action":"redact"}]"#
        #expect(scan.hits(in: text).description == hits)
    }

    @Test(arguments: [
        ("request.usr", "sluice: `request.usr` is no target; did you mean `request.user`?"),
        ("x", "sluice: `x` is no target"),
    ])
    func anUnknownTargetIsNamed(_ word: String, _ line: String) {
        do {
            _ = try TextCommandRules.load(target: word)
            Issue.record("it was taken")
        } catch {
            #expect(error.lines(.plain) == [line] && error.status == .badInput)
        }
    }

    @Test func aPersonReadsWhereAndWhatWasHit() throws {
        let scan = TextScan(try TextCommandRules.load())
        let report = scan.report(Array("我有苍鹭\nan owl, a heron".utf8), at: "a.txt:7", .plain)
        #expect(report.hits == 3)
        #expect(
            report.text == """
                a.txt:7  birds.heron  hit: redact
                  我有苍鹭
                      ^^^^ 2..<4
                a.txt:7  birds.owl  in shadow: would redact
                  an owl, a heron
                     ^^^ 8..<11
                a.txt:7  birds.heron  hit: redact
                  an owl, a heron
                            ^^^^^ 15..<20

                """)
        #expect(scan.report(Array("a bowl".utf8), at: "a", .plain).text.isEmpty)
    }
}
