import Testing
import sluice

struct TerminalTests {
    @Test(arguments: [
        (0, "0 rules"), (1, "1 rule"), (999, "999 rules"), (1000, "1,000 rules"),
        (12_345_678, "12,345,678 rules"),
        (-1000, "-1,000 rules"),
    ])
    func countsAreGroupedAndAgreeInNumber(number: Int, expected: String) {
        #expect(Count.of(number, "rule") == expected)
    }

    @Test func columnsStandUnderEachOtherWithoutBlanksAtTheEnd() {
        var table = Table([.left, .right, .left])
        table.append(["a", "1", "ok"])
        table.append(["long name", "1,234", ""])
        #expect(table.lines == ["a              1  ok", "long name  1,234"])
    }

    @Test func marksAreWrittenOnlyWhereColourIsWanted() {
        #expect(Style.plain(.bad, "no") == "no")
        #expect(Style(isColoured: true)(.bad, "no") == "\u{1B}[31mno\u{1B}[0m")
    }

    @Test func jsonKeepsTheOrderOfItsMembersAndEscapes() {
        let value = JSONValue.object([
            ("z", .integer(-1)), ("a", .array([.null, .string("say \"hi\"\n\u{1}")])),
        ])
        #expect(value.description == #"{"z":-1,"a":[null,"say \"hi\"\n\u0001"]}"#)
    }
}
