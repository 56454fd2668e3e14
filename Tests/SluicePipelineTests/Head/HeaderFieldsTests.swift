import SluicePipeline
import Testing

struct HeaderFieldsTests {
    static let fields = HeaderFields([("Accept", "a"), ("X-One", "1"), ("ACCEPT", "b, c"), ("vary", "")])

    @Test func namesAreComparedWithoutCase() {
        #expect(Self.fields["accept"] == "a")
        #expect(Self.fields.values("accept") == ["a", "b, c"])
        #expect(Self.fields.contains("x-one"))
        #expect(!Self.fields.contains("x-on"))
        #expect(Self.fields.single("x-one") == "1")
        #expect(Self.fields.single("accept") == nil)
        #expect(Self.fields.single("date") == nil)
    }

    @Test func settingLeavesOneFieldInItsPlace() {
        var fields = Self.fields
        fields["accept"] = "z"
        #expect(fields.lines == ["Accept: z", "X-One: 1", "vary: "])
        fields["date"] = "now"
        fields["accept"] = nil
        #expect(fields.lines == ["X-One: 1", "vary: ", "date: now"])
    }

    @Test(arguments: [
        ([], []), ([""], []), ([" a ,\tb,, c "], ["a", "b", "c"]), (["a", "b, c"], ["a", "b", "c"]),
        ([",", " "], []),
    ])
    func listsAreTakenApart(values: [String], expected: [String]) {
        #expect(HeaderFields(values.map { ("Vary", $0) }).list(.vary) == expected)
    }

    @Test(arguments: [
        ([], "origin"), (["accept"], "accept, origin"), (["Origin"], "Origin"), (["a", "b"], "a, b, origin"),
        (["*"], "*"), (["a", "ORIGIN"], "a"),
    ])
    func aListGetsAMemberOnce(values: [String], expected: String) {
        var fields = HeaderFields(values.map { ("Vary", $0) })
        fields.insert(.origin, intoList: .vary)
        #expect(fields[.vary] == expected)
    }
}
