internal import SluiceMatching

/// Reading for which exchanges an exception counts.
extension RuleReader {
    /// `where` of an exception; nil after saying what is wrong with it.
    func readOriginTest(_ node: ConfigNode) -> OriginTest? {
        let errors = diagnostics.errorCount
        var fields = node.mapping("where", diagnostics)
        _ = fields.refuse(
            "tool", help: "name the kinds of text under `targets` instead: a tool's name isn't known there")
        var test = OriginTest()
        test.routes = readGlobs("route", &fields)
        test.clients = readGlobs("client", &fields)
        test.keyTags = readGlobs("key_tag", &fields)
        test.models = readGlobs("model", &fields)
        fields.finish()
        if test.isEmpty, diagnostics.errorCount == errors {
            diagnostics.error(
                .missingField, "`where` asks for nothing", at: node.headSpan,
                help: "give it `route`, `client`, `key_tag` or `model`, or take it out")
        }
        return diagnostics.errorCount == errors ? test : nil
    }

    private func readGlobs(_ key: String, _ fields: inout ConfigMapping) -> [String]? {
        fields.node(key).map { literals($0, key) }
    }

    /// Where an example's text comes from; one name of each kind.
    func readOrigin(_ node: ConfigNode) -> Origin {
        var fields = node.mapping("where", diagnostics)
        let origin = Origin(
            route: fields.string("route"), client: fields.string("client"),
            keyTags: fields.string("key_tag").map { [$0] } ?? [],
            models: fields.string("model").map { [$0] } ?? [])
        fields.finish()
        return origin
    }
}

extension RuleDraft {
    /// Numbers the circumstances of the rule's exceptions as the whole set does.
    ///
    /// - Parameter known: The tests of the set so far; those of the rule are added.
    /// - Returns: False where there are more than can be told apart.
    mutating func number(among known: inout [OriginTest]) -> Bool {
        var numbers: [Int] = []
        for test in origins {
            if let number = known.firstIndex(of: test) {
                numbers.append(number)
            } else {
                guard known.count < Circumstances.most else { return false }
                numbers.append(known.count)
                known.append(test)
            }
        }
        rule.pattern.exceptions = rule.pattern.exceptions.map { exception in
            guard case .under(let own, let inner) = exception, numbers.indices.contains(own) else {
                return exception
            }
            return .under(numbers[own], inner)
        }
        return true
    }
}
