package import SluiceMatching

/// All rules of one load, compiled.
///
/// A pattern's index in `patterns` is its rule's index in `rules`.
package final class RuleSet: Sendable {
    /// The rules, sorted by id.
    package let rules: [Rule]
    package let patterns: PatternSet
    /// The names of the moderation levels, lowest first.
    package let levels: [String]
    /// Every file that was read, in the order of reading.
    package let files: [RuleFile]
    /// 32 hexadecimal digits over the contents of all files, the levels and the exceptions that have run out; equal
    /// sets have equal digests.
    package let digest: String

    /// For which exchanges exceptions count that don't count for all, by the numbers of their circumstances.
    let origins: [OriginTest]

    init(
        rules: [Rule], patterns: PatternSet, levels: [String], files: [RuleFile],
        origins: [OriginTest] = [], digest: String
    ) {
        self.origins = origins
        self.rules = rules
        self.patterns = patterns
        self.levels = levels
        self.files = files
        self.digest = digest
    }

    /// The set as it acts at a level.
    ///
    /// Building a view compiles its selections: do it once per route and level, not per exchange. Rules with a schedule
    /// are enforced in it; `RuleView.standing(at:)` is the view for an exchange with a day.
    ///
    /// - Parameter level: The index of the level.
    package func view(level: Int, overrides: RuleOverrides = .none) -> RuleView {
        let schedules = rules.filter { $0.level <= level && overrides.state(of: $0) == .enforce }
            .compactMap(\.schedule)
        let stages = RuleStages(of: schedules) { standing in
            RuleView(
                set: self, level: level,
                active: active(level: level, overrides: overrides, at: standing))
        }
        return RuleView(
            set: self, level: level, active: active(level: level, overrides: overrides), stages: stages)
    }

    /// Whether any exception counts for some exchanges only.
    package var asksForOrigin: Bool { !origins.isEmpty }

    /// Which exceptions count for an exchange, for `RuleView.under(_:)`.
    package func standing(of origin: Origin) -> OriginStanding {
        OriginStanding(circumstances: circumstances(of: origin))
    }

    /// What holds of an exchange, for exceptions that count for some exchanges only.
    func circumstances(of origin: Origin) -> Circumstances {
        Circumstances(origins.indices.filter { origins[$0].holds(for: origin) })
    }

    /// All rules that are active at a level, whatever kinds of text they name; nil when none is.
    ///
    /// - Parameter origin: Where the texts come from.
    package func selectionOfAllTargets(level: Int, of origin: Origin = Origin()) -> RuleSelection? {
        let active = active(level: level, overrides: .none)
        guard !active.isEmpty else { return nil }
        return RuleSelection(set: self, active: active).under(circumstances(of: origin))
    }

    private func active(
        level: Int, overrides: RuleOverrides, at standing: RuleStanding? = nil
    ) -> [ActiveRule] {
        rules.indices.compactMap { index in
            let rule = rules[index]
            let state = overrides.state(of: rule, at: standing)
            guard state != .off, rule.level <= level else { return nil }
            return ActiveRule(
                rule: index, action: rule.action(atLevel: level), isShadow: state == .shadow)
        }
    }

    /// A view for trying one rule on a few texts: it alone is active and enforced, whatever its state.
    package func view(isolating rule: Int, level: Int) -> RuleView {
        let active = ActiveRule(rule: rule, action: rules[rule].action(atLevel: level), isShadow: false)
        return RuleView(set: self, level: level, active: [active], isTrial: true)
    }

    /// Whether one hit decides over another: the stronger action, then the severity, then the id.
    package func takesPrecedence(_ left: ActiveRule, over right: ActiveRule) -> Bool {
        if left.action != right.action { return left.action > right.action }
        let severities = (rules[left.rule].severity, rules[right.rule].severity)
        return severities.0 == severities.1 ? left.rule < right.rule : severities.0 > severities.1
    }

    /// The globs among these overrides that name no rule of the set, for complaints about a configuration.
    package func globsWithoutRule(in overrides: RuleOverrides) -> [String] {
        (overrides.enable + overrides.disable + overrides.shadow).filter { glob in
            !rules.contains { Glob.matches(glob, $0.id) }
        }
    }
}
