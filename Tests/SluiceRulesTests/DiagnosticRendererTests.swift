import SluiceRules
import Testing

struct DiagnosticRendererTests {
    private func render(_ line: String, column: Int, length: Int = 1, width: Int = 120) -> [String] {
        let source = SourceFile(path: "a.yaml", text: line)
        let span = SourceSpan(source: source, line: 1, column: column, length: length)
        let diagnostic = Diagnostic(.error, .badValue, "wrong", at: span, label: "here")
        return DiagnosticRenderer(width: width).render(diagnostic).split(
            separator: "\n", omittingEmptySubsequences: false
        ).map(String.init)
    }

    @Test func caretsCountDisplayWidth() {
        #expect(
            render("名: 大麻烦", column: 4, length: 2) == [
                "error[SL113]: wrong", "  --> a.yaml:1:4", " 1   | 名: 大麻烦", "     |     ^^^^ here",
            ])
    }

    @Test func marksTakeNoColumn() {
        #expect(render("e\u{301}x: 1", column: 3)[3] == "     |  ^ here")
    }

    @Test(arguments: [-5, 0, 1, 4, 5, 6, 1_000, Int.max])
    func aPlaceBesideTheLineIsShownAtItsEdge(column: Int) {
        let lines = render("abcd", column: column, length: Int.max / 2)
        #expect(lines.count == 4)
        #expect(lines[3].count < 30)
    }

    @Test(arguments: [0, -1, 2, Int.max])
    func aLineThatIsNotThereIsEmpty(number: Int) {
        let source = SourceFile(path: "a.yaml", text: "abc")
        let span = SourceSpan(source: source, line: number, column: 3, length: 9)
        let text = DiagnosticRenderer().render(Diagnostic(.error, .yaml, "wrong", at: span))
        #expect(text.contains("^"))
    }

    @Test func longLinesAreCutAroundThePlace() {
        let line = String(repeating: "a", count: 5_000) + "b" + String(repeating: "c", count: 5_000)
        let lines = render(line, column: 5_001, width: 60)
        #expect(lines[2].count < 75)
        let caret = lines[3].prefix { $0 != "^" }.count
        #expect(Array(lines[2])[caret] == "b")
    }

    @Test func controlCharactersDontReachTheTerminal() {
        let lines = render("a\u{1B}[31mb\u{202E}\u{7}", column: 2)
        #expect(
            lines.allSatisfy { line in line.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0 != "\u{202E}" }
            })
    }

    @Test func oneFaultIsReportedOnce() {
        let diagnostics = Diagnostics()
        let span = SourceSpan(source: SourceFile(path: "a", text: "x"), line: 1, column: 1)
        diagnostics.error(.badValue, "wrong", at: span)
        diagnostics.error(.badValue, "wrong", at: span)
        diagnostics.warning(.shortKeyword, "short", at: span)
        #expect(diagnostics.errorCount == 1)
        #expect(diagnostics.warningCount == 1)
    }

    @Test(arguments: [
        ("tragets", "targets"), ("hgih", "high"), ("keywrods", "keywords"), ("larkspur", nil), ("", nil),
    ])
    func slipsOfThePenAreRecognised(word: String, meant: String?) {
        let known = ["targets", "high", "medium", "keywords", "no_match"]
        #expect(Suggestion.nearest(to: word, among: known) == meant)
    }
}
