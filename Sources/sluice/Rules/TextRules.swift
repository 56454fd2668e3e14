package import SluiceRules
package import SluiceWire

/// The rules that a command asks of texts: a set, a kind of text and a level, as the command line names them.
package struct TextRules: Sendable {
    /// The moderation levels, lowest first, as they are called where no configuration names them.
    package static let levels = ["low", "medium", "high"]

    package let set: RuleSet
    /// nil: every rule, whatever kinds of text it names.
    package let target: Target?
    /// The index of the level.
    package let level: Int

    /// Loads rule files and folders.
    package init(
        _ paths: [String], target: String?, level: String, files: RuleFiles = .disk
    ) throws(RulesFault) {
        self.target = try target.map { word throws(RulesFault) in try Self.target(named: word) }
        self.level = try Self.level(named: level)
        set = try Self.load(paths, files: files)
    }

    /// What the texts are searched for; nil when no rule is active.
    package var selection: RuleSelection? {
        guard let target else { return set.selectionOfAllTargets(level: level) }
        return set.view(level: level).selection(for: target)
    }

    static func target(named word: String) throws(RulesFault) -> Target {
        guard let target = Target(rawValue: word) else {
            let nearest = Suggestion.nearest(to: word, among: Target.allCases.map(\.rawValue))
            throw .unknownTarget(word, nearest: nearest)
        }
        return target
    }

    static func level(named word: String) throws(RulesFault) -> Int {
        guard let index = levels.firstIndex(of: word) else { throw .unknownLevel(word, known: levels) }
        return index
    }

    /// Loads without running examples; what is only warned about is left to `check`.
    static func load(_ paths: [String], files: RuleFiles) throws(RulesFault) -> RuleSet {
        let diagnostics = Diagnostics()
        guard
            let set = RuleSet.load(paths, levels: levels, runExamples: false, files: files, diagnostics)
        else { throw .rules(diagnostics.sorted.filter { $0.severity == .error }) }
        return set
    }
}
