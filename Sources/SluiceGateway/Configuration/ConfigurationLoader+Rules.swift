import SluicePipeline
import SluiceRules

/// `rules` and `moderation`.
extension ConfigurationLoader {
    /// The levels and where requests name them.
    func levels(_ node: ConfigNode?) -> ModerationLevels {
        var levels = ModerationLevels()
        levels.standard = 1
        guard let node else { return levels }
        var map = node.mapping("moderation", diagnostics)
        if let list = map.node("levels"), let names = list.strings("levels", diagnostics) {
            levels.names = names
            levels.standard = 0
            if names.isEmpty || Set(names).count != names.count || names.contains("") {
                diagnostics.error(
                    .badValue, "`levels` has to name different levels, lowest first", at: list.span)
            }
        }
        if let name = map.choice("default", of: levels.names) {
            levels.standard = levels.names.firstIndex(of: name) ?? 0
        }
        if let name = map.choice("floor", of: levels.names) {
            levels.floor = levels.names.firstIndex(of: name) ?? 0
        }
        for element in map.elements("from") ?? [] {
            if let source = levelSource(element) { levels.sources.append(source) }
        }
        map.finish()
        return levels
    }

    private func levelSource(_ node: ConfigNode) -> LevelSource? {
        guard let text = node.string("from", diagnostics) else { return nil }
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        switch (parts.first, parts.count == 2 ? parts[1] : "") {
        case ("header"?, let name) where !name.isEmpty: return .header(FieldName(name))
        case ("body"?, let name) where !name.isEmpty: return .body(name)
        default:
            diagnostics.error(
                .badValue, "`\(text)` is no place for a level", at: node.span,
                help: "write `header:NAME` or `body:NAME`")
            return nil
        }
    }

    /// What `rules` says.
    struct Rules {
        /// Nil when it didn't load.
        var set: RuleSet?
        /// Its folders and files.
        var paths: [String] = []
        /// For how long they have to be quiet before a change is taken in; nil: nobody watches them.
        var settle: Duration?
    }

    private static let settle = Duration.milliseconds(500)

    /// The rule set, and where it comes from.
    func rules(_ node: ConfigNode?, levels: [String]) -> Rules {
        var rules = Rules()
        var allowsNone = false
        var place = node?.span
        if let node {
            var map = node.mapping("rules", textAs: "dir", diagnostics)
            if let directory = map.node("dir") {
                place = directory.span
                if let text = directory.string("dir", diagnostics) { rules.paths = [resolve(text)] }
            }
            allowsNone = map.bool("allow_none") ?? false
            let watches = map.bool("watch") ?? false
            let settle = settle(map.node("settle"))
            if watches { rules.settle = settle }
            map.finish()
        }
        if !overrides.rules.isEmpty { rules.paths = overrides.rules }
        let complaints = Diagnostics()
        let loaded = RuleSet.load(
            rules.paths, levels: levels, now: Day(number: Moment.now.day), complaints)
        // What is about no file is about the place that names the folder.
        for complaint in complaints.all {
            var placed = complaint.placed(at: place)
            if placed.help == nil, placed.code == .unreadable {
                placed.help = "relative paths begin at the configuration's folder"
            }
            diagnostics.report(placed)
        }
        guard let set = loaded else { return rules }
        rules.set = set
        if set.rules.isEmpty, !allowsNone, node?.text == nil {
            diagnostics.error(
                .badValue, "there are no rules, so nothing would be filtered", at: place,
                help:
                    "name a folder with `rules: { dir: PATH }` or `--rules PATH`, or write `rules: { allow_none: true }`"
            )
        }
        return rules
    }

    private func settle(_ node: ConfigNode?) -> Duration {
        guard let node, let time = node.duration("settle", diagnostics) else { return Self.settle }
        if !(.milliseconds(50)...Duration.seconds(3600)).contains(time) {
            diagnostics.error(.badValue, "`settle` has to be from 50ms to 1h", at: node.span)
        }
        return time
    }
}
