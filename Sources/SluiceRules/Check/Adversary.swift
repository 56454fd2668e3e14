internal import SluiceMatching

/// Looks for texts that cost a rule much.
///
/// Texts are made from the rule itself, always the same ones; what differs from run to run is how long they take, and how
/// many of them fit into the time. All are tried short, the worst of those at full length, and the worst two of those as
/// streams.
package struct Adversary: Sendable {
    /// The bytes of a text.
    package static let textLength = 64 << 10
    /// A rule that costs more milliseconds for a text is warned about.
    package static let tolerated = 5.0
    /// The same for a stream that brings the text in pieces of 4 bytes: more than a microsecond for each of them.
    package static let toleratedInPieces = 25.0
    /// Whether this build is one whose times mean something: it was optimised.
    package static var isMeaningful: Bool {
        #if DEBUG
        false
        #else
        true
        #endif
    }

    /// Enough for all texts of nearly every rule; in a build whose times mean nothing only as much as shows that it works.
    package static var wholeTime: Duration { .milliseconds(isMeaningful ? 50 : 5) }

    /// What each rule gets so that a large set is looked at within about a second.
    package static func share(ofRules count: Int) -> Duration {
        min(wholeTime, .milliseconds(200) / max(1, count))
    }

    private static let shortLength = 8 << 10
    private static let fullCount = 6
    private static let streamCount = 2
    private static let pieceLength = 4

    private let set: RuleSet
    private let time: Duration

    /// Looks at the rules of a set.
    ///
    /// - Parameter time: Processor time for the short texts of a rule, and as much for the long ones; what is left of
    ///   them when it is over isn't tried, but for one of each.
    package init(set: RuleSet, time: Duration = wholeTime) {
        self.set = set
        self.time = time
    }

    /// The worst text found for a rule, by itself; nil if there is none to try.
    package func worst(forRule index: Int) -> AdversaryFinding? {
        let recipes = AdversaryRecipes(rule: set.rules[index], index: index, patterns: set.patterns).recipes
        let selection = set.patterns.select(deciding: [index], observing: [])
        let run = { (text: [UInt8], arrival: AdversaryRun.Arrival) in
            AdversaryRun(text, selection, pattern: index, arrival)
        }
        var costs: [(recipe: AdversaryRecipe, time: Int)] = []
        var spent = Duration.zero
        for recipe in Self.mixed(recipes) where spent < time {
            let cost = run(recipe.text(length: Self.shortLength), .whole).nanoseconds
            costs.append((recipe, cost))
            spent += .nanoseconds(cost)
        }
        var findings: [(text: [UInt8], finding: AdversaryFinding)] = []
        spent = .zero
        for (recipe, _) in costs.sorted(by: { $0.time > $1.time }).prefix(Self.fullCount)
        where spent < time {
            let text = recipe.text(length: Self.textLength)
            let first = run(text, .whole)
            spent += .nanoseconds(first.nanoseconds)
            // What disturbed the first run doesn't disturb the second. One that there is no time for counts all the same:
            // then there is none for streams either.
            let second = spent < time ? run(text, .whole).nanoseconds : first.nanoseconds
            spent += .nanoseconds(second)
            let finding = AdversaryFinding(
                recipe: recipe.name, beginning: recipe.beginning, stretch: recipe.stretch,
                whole: min(first.nanoseconds, second), limits: first.limits, tried: costs.count)
            findings.append((text, finding))
        }
        findings.sort { $0.finding.whole > $1.finding.whole }
        var worst = findings.first?.finding
        for (text, _) in findings.prefix(Self.streamCount) where spent < time * 2 {
            let pieces = run(text, .pieces(Self.pieceLength)).nanoseconds
            worst?.addStream(run(text, .stream).nanoseconds, pieces: pieces)
            spent += .nanoseconds(pieces)
        }
        return worst
    }

    /// The recipes in an order in which neighbours have little in common, for the case that there isn't time for all.
    private static func mixed(_ recipes: [AdversaryRecipe]) -> [AdversaryRecipe] {
        guard let step = [89, 97, 101].first(where: { recipes.count % $0 != 0 }) else { return recipes }
        return recipes.indices.map { recipes[$0 * step % recipes.count] }
    }
}
