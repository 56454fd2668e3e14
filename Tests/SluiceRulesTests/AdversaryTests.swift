import Foundation
import SluiceMatching
import Testing

@testable import SluiceRules

/// Expensive texts are found, the same ones each time, and where PCRE2 gives up on one, that is counted and obeyed.
///
/// What a text costs is not asserted here: `sluice check --format json` of a release build measures that.
struct AdversaryTests {
    private static let shipped: RuleSet? = RuleSet.load(
        [RuleFixtures.package.appending(path: "rules").path], runExamples: false, Diagnostics())

    /// A rule of one regex that PCRE2 has to give up on.
    private static func explosive(_ policy: String, regex: String = "(?:(a)+)+(?(1)b)") -> String {
        RuleFixtures.file(
            RuleFixtures.rule(
                "test.explosive",
                "targets: [request.*]\nstate: enforce\nmatch: { regex: '\(regex)', window: 60 }\naction: log\non_limit: \(policy)",
                examples: "match: [ab], no_match: [b]"))
    }

    @Test(arguments: shipped?.rules.indices ?? 0..<0)
    func noShippedRuleMakesTheEngineGiveUp(index: Int) throws {
        let set = try #require(Self.shipped)
        let recipes = AdversaryRecipes(rule: set.rules[index], index: index, patterns: set.patterns).recipes
        #expect(recipes.count > 20, "\(set.rules[index].id)")
        let selection = set.patterns.select(deciding: [index], observing: [])
        for recipe in recipes {
            let text = recipe.text(length: 4 << 10)
            let whole = AdversaryRun(text, selection, pattern: index, .whole)
            #expect(whole.limits == 0, "\(set.rules[index].id), \(recipe.name)")
            #expect(whole.matches == AdversaryRun(text, selection, pattern: index, .pieces(61)).matches)
        }
    }

    @Test(arguments: shipped?.rules.indices ?? 0..<0)
    func theWorstTextOfAShippedRuleIsDecidedAlikeHoweverItArrives(index: Int) throws {
        let set = try #require(Self.shipped)
        let finding = try #require(Adversary(set: set).worst(forRule: index))
        let recipe = AdversaryRecipe(
            name: finding.recipe, beginning: finding.beginning, stretch: finding.stretch)
        let text = recipe.text(length: Adversary.textLength)
        #expect(text.count == Adversary.textLength)
        let selection = set.patterns.select(deciding: [index], observing: [])
        let whole = AdversaryRun(text, selection, pattern: index, .whole)
        #expect(whole.limits == finding.limits)
        #expect(whole.limits == 0 && whole.limitHits == 0, "\(finding.recipe)")
        #expect(whole.matches == AdversaryRun(text, selection, pattern: index, .stream).matches)
        #expect(whole.matches == AdversaryRun(text, selection, pattern: index, .pieces(1021)).matches)
    }

    @Test(arguments: [("match", true), ("no_match", false)])
    func givingUpIsCountedAndFollowsTheRule(_ policy: String, _ isMatch: Bool) throws {
        let set = try RuleFixtures.set(Self.explosive(policy))
        let recipe = AdversaryRecipe(
            name: "test", beginning: [], stretch: Array((String(repeating: "a", count: 200) + "c b ").utf8))
        let text = recipe.text(length: 8 << 10)
        let selection = set.patterns.select(deciding: [0], observing: [])
        let whole = AdversaryRun(text, selection, pattern: 0, .whole)
        #expect(whole.limits > 0)
        #expect(whole.limitHits == (isMatch ? whole.limits : 0))
        for arrival in [AdversaryRun.Arrival.stream, .pieces(4), .pieces(1000)] {
            let other = AdversaryRun(text, selection, pattern: 0, arrival)
            #expect(other.limits == whole.limits)
            #expect(other.matches == whole.matches)
        }
    }

    @Test func theTextsAreAlwaysTheSame() throws {
        let set = try RuleFixtures.set(Self.explosive("match", regex: #"key-(?:[a-z]{2,9}\s?){1,9}=\d+"#))
        let recipes = AdversaryRecipes(rule: set.rules[0], index: 0, patterns: set.patterns).recipes
        let again = AdversaryRecipes(rule: set.rules[0], index: 0, patterns: set.patterns).recipes
        #expect(recipes.map(\.name) == again.map(\.name))
        #expect(recipes.map { $0.text(length: 300) } == again.map { $0.text(length: 300) })
        let names = Set(recipes.map(\.name))
        #expect(
            names.isSuperset(of: [
                "repeat 1, its own repeats long", "repeat 2, begun anew",
                "match of many copies without its end in a row", "beginning of repeat 4 in a row",
                "match of many copies with blanks between", "example 1 without its end in a row", "digits",
            ]))
        #expect(recipes.allSatisfy { $0.text(length: 1000).count == 1000 })
    }

    @Test func aRuleOfWordsIsTriedToo() throws {
        let set = try RuleFixtures.set(
            RuleFixtures.file(
                RuleFixtures.rule("test.words", "match: { keywords: [larkspur, lark, larks] }\naction: log")))
        let names = AdversaryRecipes(rule: set.rules[0], index: 0, patterns: set.patterns).recipes.map(\.name)
        #expect(names.contains("keyword 1 without its end in a row"))
        // With time for all of them, however slow the machine is.
        let finding = try #require(Adversary(set: set, time: .seconds(600)).worst(forRule: 0))
        #expect(finding.tried > 10 && finding.tried == names.count)
        #expect(finding.whole > 0 && finding.pieces ?? 0 > 0 && finding.stream ?? 0 > 0)
    }

    /// However short the time is, something is known of every rule.
    @Test func withoutTimeOneTextIsTriedAndNoStream() throws {
        let set = try RuleFixtures.set(Self.explosive("match"))
        let finding = try #require(Adversary(set: set, time: .nanoseconds(1)).worst(forRule: 0))
        #expect(finding.tried == 1 && finding.whole > 0)
        #expect(finding.stream == nil && finding.pieces == nil)
    }

    @Test func aLargeSetsRulesShareTheTime() {
        #expect(Adversary.share(ofRules: 1) == Adversary.wholeTime)
        #expect(Adversary.share(ofRules: 0) == Adversary.wholeTime)
        #expect(Adversary.share(ofRules: 4_000) == .microseconds(50))
    }
}
