internal import SluiceMatching

/// Reading the checks and the exceptions of a rule.
extension RuleReader {
    /// One entry of `except` and, for a regex, where it stands.
    struct Exception {
        var exception: PatternException
        var regex: ConfigNode?
        /// For which exchanges it counts; nil: for all.
        var test: OriginTest?
    }

    /// The checks without options, by name.
    static let validators: [String: Validator] = [
        "luhn": .luhn, "cn_id18": .cnID18, "iban": .iban, "ipv4": .ipv4, "email_domain": .emailDomain,
        "jwt": .jwt,
    ]

    mutating func readValidators() -> [Validator] {
        guard let node = fields.node("validate") else { return [] }
        let names = Self.validators
        return (node.elements("validate", diagnostics) ?? []).compactMap { element -> Validator? in
            if case .mapping = element.content { return readEntropy(element) }
            let known = names.keys.sorted()
            if element.text == "entropy" {
                return element.badValue(
                    "validate", "`entropy` needs a bound", help: "`entropy: { min: 3.0 }`", diagnostics)
            }
            return element.choice("validate", of: known, diagnostics).flatMap { names[$0] }
        }
    }

    private func readEntropy(_ node: ConfigNode) -> Validator? {
        var mapping = node.mapping("validate", diagnostics)
        var entropy = mapping.requiredNode("entropy")?.mapping("entropy", diagnostics)
        let bound = entropy?.requiredNode("min")
        mapping.finish()
        entropy?.finish()
        guard let bound, let minimum = bound.double("min", diagnostics) else { return nil }
        guard (0...8).contains(minimum) else {
            return bound.badValue("min", "bits per character are from 0 to 8", diagnostics)
        }
        return .entropy(minimumBitsPerCharacter: minimum)
    }

    /// Reads the exceptions of a rule with a match; without one they are only checked.
    mutating func readExceptions(of match: Match?) -> [Exception] {
        guard let node = fields.node("except") else { return [] }
        return (node.elements("except", diagnostics) ?? []).flatMap { readException($0, of: match) }
    }

    private func readException(_ node: ConfigNode, of match: Match?) -> [Exception] {
        var entry = node.mapping("except", diagnostics)
        let place = entry.node("where")
        let test = place.flatMap(readOriginTest)
        let until = entry.node("until")?.date("until", diagnostics)
        let sentence = entry.node("sentence")
        let values = entry.node("values")
        let covering = entry.node("covering")
        let regex = entry.node("regex")
        _ = entry.requiredString("reason", example: "why this is no hit")
        entry.finish()
        var result: [Exception] = []
        if let values { result.append(Exception(exception: .values(literals(values, "values")))) }
        if let covering { result.append(Exception(exception: .covering(literals(covering, "covering")))) }
        if let regex, let text = regex.string("regex", diagnostics) {
            result.append(Exception(exception: .regex(text), regex: regex))
        }
        if let sentence {
            if let match { refuseSkipping(match.normalization, at: sentence) }
            result.append(
                Exception(
                    exception: .sentence(
                        literals(sentence, "sentence"), reach: match?.sentenceReach ?? Self.sentenceReach)))
        }
        if values == nil, covering == nil, regex == nil, sentence == nil, case .mapping = node.content {
            if place != nil {
                result.append(Exception(exception: .always))
            } else {
                diagnostics.error(
                    .missingField, "the exception excepts nothing", at: node.headSpan,
                    help: "give it `values`, `covering`, `regex`, `sentence` or `where`")
            }
        }
        if let test { for index in result.indices { result[index].test = test } }
        guard let until, let now = context.now, until <= now else { return result }
        diagnostics.warning(
            .expiredException, "the exception has run out: it counts no more", at: node.headSpan,
            help: "take it out, or move its `until`")
        return []
    }

    func literals(_ node: ConfigNode, _ name: String) -> [String] {
        let texts = node.strings(name, diagnostics) ?? []
        if texts.isEmpty || texts.contains(where: \.isEmpty) {
            diagnostics.error(
                .badValue, "`\(name)`: an empty list or text", at: node.span,
                help: "name at least one text, or take the exception out")
        }
        return texts
    }
}
