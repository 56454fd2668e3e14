import SluicePipeline
import SluiceRecording
import SluiceRules
import Testing

/// Rules written in a test, and the chain that applies them.
struct FuzzRules: Sendable, CustomStringConvertible {
    /// One rule, as its file has it.
    struct Rule: Sendable {
        var match: String
        var action: String
        var targets = "response.*"
        var state = "enforce"
        var replacement = "[removed]"
        var extra = ""
    }

    var name: String
    var rules: [Rule]

    var description: String { name }

    static func redact(_ keyword: String, as replacement: String = "[removed]") -> Rule {
        Rule(match: "{ keywords: ['\(keyword)'] }", action: "redact", replacement: replacement)
    }

    static func block(_ keyword: String) -> Rule {
        Rule(match: "{ keywords: ['\(keyword)'] }", action: "block")
    }

    static func shadow(_ keyword: String) -> Rule {
        Rule(match: "{ keywords: ['\(keyword)'] }", action: "block", state: "shadow")
    }

    static func regex(_ regex: String, action: String = "redact", window: Int? = nil) -> Rule {
        let window = window.map { ", window: \($0)" } ?? ""
        return Rule(match: "{ regex: '\(regex)'\(window) }", action: action)
    }

    /// A chain of both filters with these rules in force.
    func replay(options: FilterResponse.Options = FilterResponse.Options()) throws -> Replay {
        Replay(
            chain: Chain(stages: [FilterRequest(), FilterResponse(options: options)]), policy: try policy())
    }

    private func policy() throws -> RoutePolicy {
        let diagnostics = Diagnostics()
        let loaded = RuleSet.load(
            ["fuzz.rules.yaml"], runExamples: false, files: .memory(["fuzz.rules.yaml": Array(yaml.utf8)]),
            diagnostics)
        let set = try #require(loaded, "\(name): \(diagnostics.all.map(\.message))")
        return RoutePolicy(
            levelNames: set.levels, defaultLevel: 0, floor: 0, levelSources: [],
            views: set.levels.indices.map { set.view(level: $0) })
    }

    private var yaml: String {
        let rules = self.rules.enumerated().map { number, rule in
            """
              - id: fuzz.rule-\(number)
                level: low
                state: \(rule.state)
                targets: [\(rule.targets)]
                match: \(rule.match)
                action: \(rule.action)
                \(rule.action == "redact" ? "replacement: '\(rule.replacement)'" : "")
                \(rule.extra)
                examples: { match: [a], no_match: [b] }
            """
        }
        return "version: 1\nrules:\n" + rules.joined(separator: "\n") + "\n"
    }
}
