internal import SluiceMatching
internal import SluiceWire

/// What the tests of a rule set never try.
package struct RuleCoverage: Sendable {
    /// Something that a test could try.
    package struct Item: Sendable, Hashable {
        package enum Kind: String, Sendable, CaseIterable {
            /// A rule that hits nothing.
            case rule
            /// A keyword of a rule file that is never found.
            case keyword
            /// An exception that never spares anything.
            case exception
            /// A kind of text that rules name and no hit is in.
            case target
        }

        package let kind: Kind
        /// The rule's id; nil for a kind of text.
        package let rule: String?
        /// The keyword, the exception's field, the kind of text.
        package let name: String
        /// Where it stands; nil for a kind of text.
        package let location: SourceLocation?
    }

    /// Everything that there is to try.
    package let total: Int
    /// What is never tried, by rule.
    package let untested: [Item]
    /// The phrases of word lists, and how many of them a test finds.
    package let listed: (all: Int, found: Int)

    /// The share that is tried, in percent, rounded down.
    package var percent: Int { total == 0 ? 100 : (total - untested.count) * 100 / total }

    /// Runs all examples once more, as whole texts.
    ///
    /// - Parameter hits: Hits of other tests: a rule's id and the kind of text.
    package init(of set: RuleSet, hits: [(rule: String, target: String)] = []) {
        var total = 0
        var untested: [Item] = []
        var listed = (all: 0, found: 0)
        let hitRules = Set(hits.map(\.rule))
        var hitTargets = Set(hits.map(\.target))
        for (index, rule) in set.rules.enumerated() {
            let trial = RuleTrial(of: index, in: set)
            hitTargets.formUnion(trial.targets.map(\.rawValue))
            total += 1
            if trial.targets.isEmpty, !hitRules.contains(rule.id) {
                untested.append(Item(kind: .rule, rule: rule.id, name: rule.id, location: rule.source))
            }
            for (element, origin) in rule.keywordOrigins.enumerated() {
                let isFound = trial.elements.contains(element)
                guard origin.location.file == rule.source.file else {
                    listed.all += 1
                    listed.found += isFound ? 1 : 0
                    continue
                }
                total += 1
                if !isFound {
                    untested.append(
                        Item(
                            kind: .keyword, rule: rule.id,
                            name: rule.pattern.subject.keyword(element) ?? "a regex",
                            location: origin.location))
                }
            }
            total += rule.pattern.exceptions.count
            untested += rule.pattern.exceptions.filter { !trial.exceptions.contains($0) }.map {
                Item(kind: .exception, rule: rule.id, name: $0.field, location: rule.source)
            }
        }
        let targets = Target.allCases.filter { target in set.rules.contains { $0.targets.contains(target) } }
        total += targets.count
        untested += targets.filter { !hitTargets.contains($0.rawValue) }.map {
            Item(kind: .target, rule: nil, name: $0.rawValue, location: nil)
        }
        self.total = total
        self.untested = untested
        self.listed = listed
    }
}

extension PatternException {
    /// The field of a rule file that states it.
    fileprivate var field: String {
        switch self {
        case .always: "except.where"
        case .under(_, let exception): exception.field
        case .values: "except.values"
        case .covering: "except.covering"
        case .regex: "except.regex"
        case .sentence: "except.sentence"
        }
    }
}
