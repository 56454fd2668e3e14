import SluiceRules
import SluiceWire
import Testing

/// A small rule set for the tests of this folder.
enum FilteringRules {
    static let yaml = """
        version: 1
        pack: { name: filtering }
        rules:
          - id: test.card
            level: low
            state: enforce
            targets: [response.*]
            match: { regex: '\\b\\d{4} ?\\d{4}\\b', window: 10 }
            action: redact
            replacement: '[card]'
            examples: { match: ['1234 5678'], no_match: ['12'] }
          - id: test.name
            level: low
            state: enforce
            targets: [response.*]
            match: { keywords: [project nightjar, nightjar nest] }
            action: redact
            replacement: '[name]'
            examples: { match: ['project nightjar'], no_match: ['nightjar'] }
          - id: test.quote
            level: low
            state: enforce
            targets: [response.*]
            match: { keywords: [quotation] }
            action: replace
            replacement: { template: '{first:2}**' }
            examples: { match: ['quotation'], no_match: ['quote'] }
          - id: test.stop
            level: low
            state: enforce
            targets: [response.*]
            match: { keywords: [forbidden step] }
            action: block
            examples: { match: ['forbidden step'], no_match: ['forbidden'] }
          - id: test.shadow
            level: low
            state: shadow
            targets: [response.*]
            match: { keywords: [counted only] }
            action: block
            examples: { match: ['counted only'], no_match: ['counted'] }
          - id: test.wire
            level: low
            state: enforce
            targets: [response.*]
            match: { keywords: [copper wire] }
            except: [{ covering: [old copper wire], reason: Nobody minds it. }]
            action: redact
            replacement: '[wire]'
            examples: { match: ['copper wire'], no_match: ['old copper wire'] }
        """

    static func view() throws -> RuleView {
        let diagnostics = Diagnostics()
        let set = RuleSet.load(
            ["t.rules.yaml"], levels: ["low", "medium", "high"], runExamples: false,
            files: .memory(["t.rules.yaml": Array(yaml.utf8)]), diagnostics)
        return try #require(set, "\(diagnostics.all)").view(level: 2)
    }
}
