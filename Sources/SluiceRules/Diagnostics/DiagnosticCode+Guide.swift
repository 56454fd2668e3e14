extension DiagnosticCode {
    /// What the complaint means, what makes it and how to mend it.
    package var guide: DiagnosticGuide {
        switch self {
        case .yaml, .unknownField, .duplicateID, .regex, .unboundedRegex, .listMissing, .exampleFailed,
            .badAction, .caseFailed, .splitChanged:
            ruleGuide
        case .unsupportedField, .windowTooSmall, .wrongType, .missingField, .badValue, .unreadable, .version:
            valueGuide
        case .shortKeyword, .unclosedQuantifier, .doubleQuotedRegex, .noCounterExample, .expiredException,
            .expensiveRule:
            warningGuide
        }
    }

    /// A rule file of one rule whose fields are these, for guides.
    static func rule(_ fields: String, examples: String = "match: [an otter], no_match: [a heron]") -> String
    {
        let lines = fields.split(separator: "\n").map { "    \($0)\n" }.joined()
        return """
            version: 1
            rules:
              - id: house.otters

            """ + lines + "    examples: { \(examples) }"
    }
}
