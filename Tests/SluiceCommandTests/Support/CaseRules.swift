/// The rules that the cases of the tests are held against.
enum CaseRules {
    static let birds = """
        version: 1
        rules:
          - id: birds.heron
            description: A bird.
            state: enforce
            match: { keywords: [grey heron] }
            action: redact
            examples: { match: ['a grey heron'], no_match: ['a tern'] }
          - id: birds.nest
            level: medium
            state: enforce
            match: { keywords: [nest] }
            action: block
            examples: { match: ['a nest'], no_match: ['nestling'] }
          - id: birds.owl
            match: { keywords: [owl] }
            action: block
            examples: { match: ['an owl'], no_match: ['bowl'] }

        """
}
