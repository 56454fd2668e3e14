internal import SluiceMatching
internal import SluiceWire

/// What the examples of one rule try of it.
struct RuleTrial {
    /// The kinds of text in which an example is hit.
    private(set) var targets: Set<Target> = []
    /// The keywords that are found, by their index.
    private(set) var elements: Set<Int> = []
    /// The exceptions that spare something.
    private(set) var exceptions: Set<PatternException> = []

    init(of index: Int, in set: RuleSet) {
        let rule = set.rules[index]
        for example in rule.examples {
            let target = example.target ?? rule.targets.first ?? .requestUser
            let text = Array(example.text.utf8)
            var search = RuleSearch(set, set.circumstances(of: example.origin))
            for finding in search.findings(of: index, in: text, target.encoding(of: text)) {
                if finding.refusedBy.isEmpty {
                    targets.insert(target)
                    elements.insert(finding.hit.element)
                }
                for case .exception(let exception) in finding.refusedBy { exceptions.insert(exception) }
            }
        }
    }
}
