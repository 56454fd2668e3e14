import SluiceRules
import sluice

/// A rule set in memory for tests of commands that look at texts.
enum TextCommandRules {
    static let text = """
        version: 1
        rules:
          - id: birds.heron
            description: A bird.
            state: enforce
            targets: [request.user]
            match: { keywords: [heron, 苍鹭] }
            except:
              - covering: [heron house]
                reason: A place.
            action: redact
            examples: { match: ['a heron'], no_match: ['a tern'] }
          - id: birds.number
            description: A ring number.
            level: medium
            state: enforce
            targets: [response.text]
            match: { regex: '\\b\\d{16}\\b' }
            validate: [luhn]
            action: block
            examples: { match: ['4111111111111111'], no_match: ['4111111111111112'] }
          - id: birds.owl
            description: A bird that is only counted.
            state: shadow
            targets: [response.text]
            match: { keywords: [owl] }
            action: redact
            examples: { match: ['an owl'], no_match: ['bowl'] }
          - id: birds.tern
            description: A bird nobody looks for.
            state: "off"
            targets: [response.text]
            match: { keywords: [tern] }
            action: redact
            examples: { match: ['a tern'], no_match: ['eastern'] }

        """

    static func load(target: String? = nil, level: String = "high") throws(RulesFault) -> TextRules {
        try TextRules(
            ["birds.rules.yaml"], target: target, level: level,
            files: .memory(["birds.rules.yaml": Array(text.utf8)]))
    }
}
