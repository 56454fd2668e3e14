import SluiceRules
import Testing

struct ConfigReadingTests {
    private func root(_ yaml: String, _ diagnostics: Diagnostics) throws -> ConfigMapping {
        let node = try #require(
            YAMLDocument.read(path: "c.yaml", bytes: Array(yaml.utf8), diagnostics),
            Comment(rawValue: DiagnosticRenderer().render(diagnostics)))
        return node.mapping("the file", diagnostics)
    }

    @Test func scalarsKeepTheTextThatWasWritten() throws {
        let diagnostics = Diagnostics()
        var map = try root("a: [no, on, 12:30, 0x1F, 2026-01-01, null, ~, 1_000, 'yes']", diagnostics)
        #expect(
            map.stringList("a") == ["no", "on", "12:30", "0x1F", "2026-01-01", "null", "~", "1_000", "yes"])
        map.finish()
        #expect(diagnostics.all.isEmpty)
    }

    @Test(arguments: [
        ("500ms", 500), ("3s", 3_000), ("10m", 600_000), ("2h", 7_200_000), ("1d", 86_400_000), ("0s", 0),
    ])
    func durationsHaveUnits(text: String, milliseconds: Int) throws {
        var map = try root("a: \(text)", Diagnostics())
        #expect(map.duration("a") == .milliseconds(milliseconds))
    }

    @Test(arguments: [
        "3", "s", "-3s", "3 s", "3S", "1e3s", "9999999999999999999s", "9223372036854775807d", "''",
    ])
    func otherDurationsAreRefused(text: String) throws {
        let diagnostics = Diagnostics()
        var map = try root("a: \(text)", diagnostics)
        #expect(map.duration("a") == nil)
        #expect(diagnostics.errorCount == 1)
    }

    @Test(arguments: [
        ("512", 512), ("64KiB", 65_536), ("50MiB", 52_428_800), ("1GiB", 1_073_741_824), ("10MB", 10_000_000),
    ])
    func sizesHaveUnits(text: String, bytes: Int) throws {
        var map = try root("a: \(text)", Diagnostics())
        #expect(map.bytes("a") == bytes)
    }

    @Test(arguments: ["many", "5 MiB", "5mib", "-1", "9223372036854775807KiB", "[5]"])
    func otherSizesAreRefused(text: String) throws {
        let diagnostics = Diagnostics()
        var map = try root("a: \(text)", diagnostics)
        #expect(map.bytes("a") == nil)
        #expect(diagnostics.errorCount == 1)
    }

    @Test(arguments: [("true", true), ("false", false), ("yes", nil), ("on", nil), ("True", nil), ("1", nil)])
    func onlyTrueAndFalseAreTruthValues(text: String, value: Bool?) throws {
        let diagnostics = Diagnostics()
        var map = try root("a: \(text)", diagnostics)
        #expect(map.bool("a") == value)
        #expect(diagnostics.hasErrors == (value == nil))
    }

    @Test func absentAndNullFieldsReadAlike() throws {
        let diagnostics = Diagnostics()
        var map = try root("a: null\nb: ~\nc:\nd: ''", diagnostics)
        #expect(map.string("a") == nil)
        #expect(map.string("b") == nil)
        #expect(map.string("c") == nil)
        #expect(map.string("d") == "")
        #expect(map.string("e") == nil)
        map.finish()
        #expect(diagnostics.all.isEmpty)
    }

    @Test func missingFieldsOfSomethingElseAreNotReportedAgain() throws {
        let diagnostics = Diagnostics()
        var map = try root("a: text", diagnostics)
        let field = map.mapping("a")
        var inner = try #require(field)
        #expect(inner.requiredString("x") == nil)
        inner.finish()
        map.finish()
        #expect(diagnostics.all.map(\.code) == [.wrongType])
    }

    @Test func unknownFieldsGetASuggestionOrTheList() throws {
        let diagnostics = Diagnostics()
        var map = try root("max_aeg: 1\nzzzzzz: 2", diagnostics)
        #expect(map.duration("max_age") == nil)
        map.finish()
        #expect(diagnostics.all.map(\.label) == ["did you mean `max_age`?", nil])
        #expect(diagnostics.all.map(\.help) == [nil, "known are `max_age`"])
    }

    @Test func aliasesAreWrittenOutAndBounded() throws {
        var map = try root("a: &x [1, 2]\nb: *x", Diagnostics())
        #expect(map.stringList("b") == ["1", "2"])
        let laughs = (1...40).map { "a\($0): &a\($0) [*a\($0 - 1), *a\($0 - 1), *a\($0 - 1)]" }
        let diagnostics = Diagnostics()
        let text = "a0: &a0 [x]\n" + laughs.joined(separator: "\n")
        #expect(YAMLDocument.read(path: "c.yaml", bytes: Array(text.utf8), diagnostics) == nil)
        #expect(diagnostics.errorCount == 1)
    }

    @Test(arguments: [65, 900, 100_000])
    func deepNestingIsRefused(depth: Int) {
        let diagnostics = Diagnostics()
        let text = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        #expect(YAMLDocument.read(path: "c.yaml", bytes: Array(text.utf8), diagnostics) == nil)
        #expect(diagnostics.errorCount == 1)
    }

    @Test func columnsAreCountedInScalarsBehindAByteOrderMark() throws {
        let diagnostics = Diagnostics()
        let bytes = [0xEF, 0xBB, 0xBF] + Array("名: { é: 1, b: x }".utf8)
        let node = try #require(YAMLDocument.read(path: "c.yaml", bytes: bytes, diagnostics))
        var map = node.mapping("the file", diagnostics)
        let field = map.mapping("名")
        var inner = try #require(field)
        #expect(inner.int("b") == nil)
        #expect(inner.string("é") == "1")
        #expect(diagnostics.all.first?.location?.column == 15)
    }

    @Test(arguments: [
        ("a: plain text", 6, 1, 10), ("a: 'it''s a b'", 7, 1, 13), ("a: |\n  one\n  two\n", 4, 3, 3),
        ("a: |\n\n    one\n     two\n", 6, 4, 6), ("a: |2\n   one\n", 1, 2, 4),
    ])
    func bytesOfAScalarAreFoundInTheFile(yaml: String, offset: Int, line: Int, column: Int) throws {
        var map = try root(yaml, Diagnostics())
        let node = map.node("a")
        let span = try #require(node?.span(ofByte: offset))
        #expect((span.line, span.column) == (line, column))
    }

    @Test(arguments: ["a: \"x\\ty\"", "a: >\n  one\n  two", "a: one\n  two", "a: 'one\n  two'"])
    func bytesOfARewrittenScalarAreNot(yaml: String) throws {
        var map = try root(yaml, Diagnostics())
        let field = map.node("a")
        let node = try #require(field)
        #expect(node.span(ofByte: 2) == nil)
        #expect(node.span(ofByte: -1) == nil)
        #expect(node.span(ofByte: 1_000) == nil)
    }
}
