internal import SluiceMatching

/// Reading how text is made alike before it is compared.
extension RuleReader {
    /// The normalisers without options, by name.
    static let normalizers: [String: Normalization] = [
        "nfkc": .compatibility, "casefold": .caseFold, "strip_invisible": .stripInvisible,
        "strip_marks": .stripMarks, "confusables": .confusables, "t2s": .simplified, "digits": .digits,
        "squeeze": .squeeze, "leet": .leet,
    ]

    mutating func readNormalization() -> Normalization {
        guard let node = fields.node("normalize") else { return .standard }
        let names = Self.normalizers
        var result: Normalization = []
        for element in node.elements("normalize", diagnostics) ?? [] {
            if case .mapping = element.content {
                result.formUnion(readSkip(element) ?? [])
            } else if let name = element.choice("normalize", of: names.keys.sorted() + ["skip"], diagnostics)
            {
                if name == "skip" {
                    diagnostics.error(
                        .badValue, "`skip` needs kinds and a number", at: element.span,
                        help: "`skip: { class: [space, punct], max: 2 }`")
                }
                result.formUnion(names[name] ?? [])
            }
        }
        return result
    }

    /// Reads `skip: { class: [...], max: N }`.
    private func readSkip(_ node: ConfigNode) -> Normalization? {
        var mapping = node.mapping("normalize", diagnostics)
        let skip = mapping.requiredNode("skip", example: "{ class: [space, punct], max: 2 }")
        mapping.finish()
        guard var fields = skip?.mapping("skip", diagnostics) else { return nil }
        let kinds = fields.requiredNode("class", example: "[space, punct]")
        let most = fields.requiredNode("max", example: "2")?.int(
            "max", in: 1...Normalization.mostSkipped, diagnostics)
        fields.finish()
        let skipped = (kinds?.elements("class", diagnostics) ?? []).compactMap {
            $0.choice("class", Normalization.Skipped.self, diagnostics)
        }
        guard let most, !skipped.isEmpty else { return nil }
        return .skipping(Set(skipped), most: most)
    }

    /// Refuses steps that a regex can't go through.
    func refuseReducing(_ normalization: Normalization, at node: ConfigNode) {
        guard !normalization.isPlain else { return }
        diagnostics.error(
            .badValue, "`squeeze`, `leet` and `skip` are for keywords",
            at: fields.node.member("normalize") ?? node.span,
            help: "a regex says itself what may be repeated or stand between: `o{1,9}t` or `o[ .]?t`")
    }

    /// Refuses to look for sentences where their marks are left out.
    func refuseSkipping(_ normalization: Normalization, at node: ConfigNode) {
        guard normalization.isSkipping else { return }
        diagnostics.error(
            .badValue, "sentences can't be told apart where `skip` leaves out what stands between them",
            at: node.span, help: "take `skip` out of `normalize`, or say how many characters are looked at")
    }
}

extension ConfigNode {
    /// Where a field's value stands.
    fileprivate func member(_ key: String) -> SourceSpan? {
        guard case .mapping(let members) = content else { return nil }
        return members.first { $0.key == key }?.value.span
    }
}
