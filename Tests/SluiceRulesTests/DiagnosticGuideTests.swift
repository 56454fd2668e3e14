import SluiceRules
import Testing

struct DiagnosticGuideTests {
    @Test(arguments: DiagnosticCode.allCases)
    func theExampleOfAGuideMakesItsComplaint(code: DiagnosticCode) {
        let guide = code.guide
        let diagnostics = Diagnostics()
        let files = guide.example.isEmpty ? [:] : ["a.rules.yaml": Array(guide.example.utf8)]
        let set = RuleSet.load(
            ["a.rules.yaml"], now: Day("2026-11-29"), files: .memory(files), diagnostics)
        switch code {
        case .expensiveRule: #expect(set != nil && diagnostics.all.isEmpty)
        case .splitChanged: #expect(guide.example.isEmpty)
        case .caseFailed: #expect(guide.example.contains("cases:"))
        default: #expect(Set(diagnostics.all.map(\.code)) == [code])
        }
    }

    @Test(arguments: DiagnosticCode.allCases)
    func aGuideSaysWhatWhyAndWhatToDo(code: DiagnosticCode) {
        let text = code.guide.text(of: code)
        #expect(text.hasPrefix("\(code.rawValue): ") && text.hasSuffix(".\n"))
        #expect(text.split(separator: "\n").allSatisfy { !$0.hasSuffix(" ") && $0.count <= 80 })
        #expect(!code.guide.title.hasSuffix("."))
    }

    @Test func everyCodeHasAGuideOfItsOwn() {
        #expect(Set(DiagnosticCode.allCases.map(\.guide.title)).count == DiagnosticCode.allCases.count)
    }
}
