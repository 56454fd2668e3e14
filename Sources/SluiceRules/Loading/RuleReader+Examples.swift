internal import SluiceWire

/// Reading the texts that prove a rule.
extension RuleReader {
    mutating func readExamples(_ targets: [Target]) -> [RuleExample] {
        guard
            let node = fields.requiredNode(
                "examples", example: "{ match: [a text it hits], no_match: [one it leaves] }")
        else { return [] }
        var mapping = node.mapping("examples", diagnostics)
        let matching = mapping.requiredNode("match", example: "[a text it hits]")
        let other = mapping.requiredNode("no_match", example: "[a text it leaves]")
        mapping.finish()
        let positive = matching?.elements("match", diagnostics) ?? []
        let negative = other?.elements("no_match", diagnostics) ?? []
        if let matching, positive.isEmpty, case .sequence = matching.content {
            diagnostics.error(
                .missingField, "`match` has no example: nothing proves that the rule works", at: matching.span
            )
        }
        if let other, negative.isEmpty, case .sequence = other.content {
            diagnostics.warning(
                .noCounterExample, "`no_match` has no example: nothing proves that the rule lets go",
                at: other.span)
        }
        return positive.compactMap { readExample($0, isMatch: true, targets) }
            + negative.compactMap { readExample($0, isMatch: false, targets) }
    }

    private func readExample(_ node: ConfigNode, isMatch: Bool, _ targets: [Target]) -> RuleExample? {
        if let text = node.text {
            return RuleExample(text: text, isMatch: isMatch, node: node)
        }
        if let colon = node.unquotedColon {
            return node.wrongType(
                "an example", expected: "text, or a mapping with `text`",
                help: "YAML took the colon for a field's: put the text in quotes, `'\(colon)'`", diagnostics)
        }
        var fields = node.mapping("example", diagnostics)
        let textNode = fields.requiredNode("text")
        let targetNode = fields.node("target")
        let level = context.level(fields.node("level"), "level")
        let why = fields.string("why")
        let expect = fields.mapping("expect")
        let place = fields.node("where")
        fields.finish()
        var example = RuleExample(
            text: textNode?.string("text", diagnostics) ?? "", isMatch: isMatch,
            node: textNode ?? node)
        example.level = level
        example.why = why
        if let place { example.origin = readOrigin(place) }
        if let targetNode, let target = targetNode.choice("target", Target.self, diagnostics) {
            let isOther = target == .requestOther || target == .responseOther
            if !isOther, !targets.isEmpty, !targets.contains(target) {
                diagnostics.error(
                    .badValue, "the rule doesn't apply to `\(target.rawValue)`", at: targetNode.span,
                    help: "its targets are \(targets.map(\.rawValue).joined(separator: ", "))")
            }
            example.target = target
        }
        if var expect { readExpectation(&expect, of: &example) }
        return textNode == nil ? nil : example
    }

    private func readExpectation(_ expect: inout ConfigMapping, of example: inout RuleExample) {
        if !example.isMatch {
            diagnostics.error(
                .badValue, "an example under `no_match` expects no hit and nothing else",
                at: expect.node.headSpan)
        }
        let output = expect.node("output")
        example.expectedOutput = output?.text
        if let output, output.text == nil {
            let _: Never? = output.wrongType("output", expected: "text", diagnostics)
        }
        example.expectedHits = expect.int("hits", in: 1...1_000_000)
        if let span = expect.node("span") {
            let bounds = (span.elements("span", diagnostics) ?? []).compactMap {
                $0.int("span", in: 0...1_000_000, diagnostics)
            }
            if bounds.count == 2, bounds[0] < bounds[1] {
                example.expectedSpan = bounds[0]..<bounds[1]
            } else {
                diagnostics.error(
                    .badValue, "`span` is the first character and the one behind the last: `[3, 7]`",
                    at: span.span)
            }
        }
        expect.finish()
    }
}
