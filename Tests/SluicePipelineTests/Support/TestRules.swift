import SluicePipeline
import SluiceRules
import Testing

/// A small rule set, and exchanges under it.
enum TestRules {
    static let yaml = """
        version: 1
        pack: { name: pipeline }
        rules:
          - id: test.name
            level: low
            state: enforce
            targets: [request.*, response.*]
            match: { keywords: [project nightjar] }
            action: redact
            replacement: '[name]'
            examples: { match: ['project nightjar'], no_match: ['nightjar'] }
          - id: test.stop
            level: low
            state: enforce
            targets: [request.user, response.text]
            match: { keywords: [forbidden step] }
            action: block
            code: dangerous_procedure
            message: This answer was withheld.
            examples: { match: ['forbidden step'], no_match: ['forbidden'] }
          - id: test.tag
            level: low
            state: enforce
            targets: [request.user]
            match: { keywords: [billing question] }
            tags: [team.billing]
            action: tag
            examples: { match: ['billing question'], no_match: ['billing'] }
          - id: test.strict
            level: high
            state: enforce
            targets: [request.user, response.text]
            match: { keywords: [strict word] }
            action: block
            examples: { match: ['strict word'], no_match: ['strict'] }
          - id: test.shadow
            level: low
            state: shadow
            targets: [request.*, response.*]
            match: { keywords: [only counted] }
            action: block
            examples: { match: ['only counted'], no_match: ['counted'] }
          - id: test.spaced
            level: low
            state: enforce
            targets: [request.user]
            match: { regex: 'loose\\s{1,3}thread' }
            action: block
            examples: { match: ['loose thread'], no_match: ['loosethread'] }
        """

    static let levels = ["low", "medium", "high"]

    /// The rules at each level; compiled once, since thousands of exchanges run under them.
    private static let views = Result { () throws -> [RuleView] in
        let diagnostics = Diagnostics()
        let set = RuleSet.load(
            ["t.rules.yaml"], levels: levels, runExamples: false,
            files: .memory(["t.rules.yaml": Array(yaml.utf8)]), diagnostics)
        let loaded = try #require(set, "\(diagnostics.all)")
        return levels.indices.map { loaded.view(level: $0) }
    }

    static func policy(sources: [LevelSource] = []) throws -> RoutePolicy {
        RoutePolicy(
            levelNames: levels, defaultLevel: 1, floor: 0, levelSources: sources, views: try views.get())
    }

    /// An exchange with a JSON body.
    static func exchange(
        path: String = "/v1/chat/completions", method: String = "POST", body: String = "",
        contentType: String = "application/json", sources: [LevelSource] = [], namesLines: Bool = false
    ) throws -> Exchange {
        var fields = HeaderFields()
        fields.append(.contentType, contentType)
        let head = RequestHead(method: method, path: path, fields: fields)
        var exchange = Exchange(
            id: "EVENT1", policy: try policy(sources: sources), received: head, bodyLimitBytes: 1 << 20,
            namesLines: namesLines)
        exchange.body = Array(body.utf8)
        return exchange
    }
}
