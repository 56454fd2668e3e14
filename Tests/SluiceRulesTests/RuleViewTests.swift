import SluiceRules
import SluiceWire
import Testing

struct RuleViewTests {
    private let yaml = """
        version: 1
        defaults: { state: enforce, targets: [request.user] }
        rules:
          - { id: a.block, action: block, severity: low, match: { keywords: [larkspur] }, examples: { match: [larkspur], no_match: [lark] } }
          - { id: a.levels, action: { low: tag, high: block }, match: { keywords: [heron] }, examples: { match: [heron], no_match: [her] } }
          - { id: b.high, level: high, action: redact, severity: critical, match: { keywords: [lantern] }, examples: { match: [lantern], no_match: [lan] } }
          - { id: b.shadow, state: shadow, action: block, match: { keywords: [ledger] }, examples: { match: [ledger], no_match: [led] } }
          - { id: c.off, state: off, action: block, match: { keywords: [paper] }, examples: { match: [paper], no_match: [pap] } }
        """

    private func active(level: Int, _ overrides: RuleOverrides = .none) throws -> [String] {
        let set = try RuleFixtures.set(yaml)
        let selection = set.view(level: level, overrides: overrides).selection(for: .requestUser)
        return (selection?.active ?? []).map { rule in
            "\(set.rules[rule.rule].id) \(rule.action)\(rule.isShadow ? " shadow" : "")"
        }
    }

    @Test func aRuleRunsOnlyWhereRouteAndClientLetIt() throws {
        let route = RuleOverrides(enable: ["a.*", "b.*"], disable: ["a.levels"])
        let client = RuleOverrides(enable: ["b.*", "c.*", "a.block"], shadow: ["b.high"])
        #expect(try active(level: 2, route) == ["a.block block", "b.high redact", "b.shadow block shadow"])
        #expect(
            try active(level: 2, route.narrowed(by: client)) == [
                "a.block block", "b.high redact shadow", "b.shadow block shadow",
            ])
        #expect(
            try active(level: 2, client.narrowed(by: RuleOverrides(enable: ["a.*"]))) == ["a.block block"])
        #expect(RuleOverrides.none.narrowed(by: .none) == .none)
    }

    @Test func levelsActivateRulesAndChooseActions() throws {
        #expect(try active(level: 0) == ["a.block block", "a.levels tag", "b.shadow block shadow"])
        #expect(try active(level: 1) == ["a.block block", "a.levels tag", "b.shadow block shadow"])
        #expect(
            try active(level: 2) == [
                "a.block block", "a.levels block", "b.high redact", "b.shadow block shadow",
            ])
    }

    @Test func overridesNarrowAndNeverWiden() throws {
        #expect(
            try active(level: 2, RuleOverrides(enable: ["b.*", "c.*"])) == [
                "b.high redact", "b.shadow block shadow",
            ])
        #expect(
            try active(level: 0, RuleOverrides(enable: ["*"], disable: ["a.*"])) == ["b.shadow block shadow"])
        #expect(
            try active(level: 0, RuleOverrides(disable: ["a.levels"], shadow: ["a.*"])) == [
                "a.block block shadow", "b.shadow block shadow",
            ])
    }

    @Test func globsWithoutARuleAreNamed() throws {
        let set = try RuleFixtures.set(yaml)
        let overrides = RuleOverrides(enable: ["*"], disable: ["x.*"], shadow: ["a.block", "a.blok"])
        #expect(set.globsWithoutRule(in: overrides) == ["x.*", "a.blok"])
    }

    @Test func otherTextsAreSearchedForEveryRuleOfTheirSide() throws {
        let view = try RuleFixtures.set(yaml).view(level: 0)
        #expect(view.selection(for: .requestOther)?.active == view.selection(for: .requestUser)?.active)
        #expect(view.selection(for: .responseOther) == nil)
        #expect(view.selection(for: .requestSystem) == nil)
    }

    @Test func onlyEnforcedChangesHoldText() {
        for action in Action.allCases {
            let isDeciding = [.redact, .replace, .block].contains(action)
            #expect(ActiveRule(rule: 0, action: action, isShadow: false).isDeciding == isDeciding)
            #expect(!ActiveRule(rule: 0, action: action, isShadow: true).isDeciding)
        }
    }

    @Test func strongerActionsThenSeverityThenIdDecide() throws {
        let set = try RuleFixtures.set(yaml)
        let rule = { (index: Int, action: Action) in ActiveRule(rule: index, action: action, isShadow: false)
        }
        #expect(Action.allCases.sorted() == [.log, .tag, .redact, .replace, .block])
        #expect(set.takesPrecedence(rule(3, .block), over: rule(2, .replace)))
        #expect(set.takesPrecedence(rule(2, .redact), over: rule(0, .redact)), "critical over low")
        #expect(set.takesPrecedence(rule(1, .redact), over: rule(3, .redact)), "the id decides a tie")
        #expect(!set.takesPrecedence(rule(1, .tag), over: rule(1, .tag)))
    }

    @Test(arguments: [
        ("*", "a.b", true), ("a.*", "a.b", true), ("a.*", "b.a", false), ("*.b", "a.b", true),
        ("a*c", "abc", true),
        ("a*c", "abd", false), ("", "a", false), ("a", "a", true), ("**", "", true),
        ("*a*b*", "xxaxxbxx", true),
    ])
    func globsKnowTheStar(glob: String, name: String, fits: Bool) {
        #expect(Glob.matches(glob, name) == fits)
    }
}
