internal import Yams

/// Turns the YAML parser's tree into `ConfigNode`s and refuses what Sluice doesn't read.
struct NodeConverter {
    let source: SourceFile
    let diagnostics: Diagnostics
    private var depth = 0
    private var nodes = 0
    private var isExhausted = false

    init(source: SourceFile, diagnostics: Diagnostics) {
        self.source = source
        self.diagnostics = diagnostics
    }

    /// The converted tree; nil when it is too large or too deep, or its root is refused.
    mutating func convert(_ node: Node) -> ConfigNode? {
        let converted = value(node)
        return isExhausted ? nil : converted
    }

    private mutating func value(_ node: Node) -> ConfigNode? {
        let line = max(1, node.mark?.line ?? 1)
        let column = max(1, node.mark?.column ?? 1)
        nodes += 1
        guard !isExhausted, depth < YAMLDocument.maximumDepth, nodes <= YAMLDocument.maximumNodes else {
            if !isExhausted {
                isExhausted = true
                diagnostics.error(
                    .yaml, "the file is nested too deeply or repeats too much",
                    at: SourceSpan(source: source, line: line, column: column))
            }
            return nil
        }
        depth += 1
        defer { depth -= 1 }
        guard let content = content(node) else { return nil }
        return ConfigNode(content: content, source: source, line: line, column: column)
    }

    private mutating func content(_ node: Node) -> ConfigNode.Content? {
        switch node {
        case .scalar(let scalar):
            guard isUntagged(scalar.tag, scalar.mark) else { return nil }
            return .scalar(scalar.string, style(scalar.style))
        case .sequence(let sequence):
            guard isUntagged(sequence.tag, sequence.mark) else { return nil }
            return .sequence(sequence.compactMap { value($0) })
        case .mapping(let mapping):
            guard isUntagged(mapping.tag, mapping.mark) else { return nil }
            return .mapping(mapping.compactMap { member(key: $0.key, value: $0.value) })
        case .alias:
            return nil
        }
    }

    private mutating func member(key: Node, value node: Node) -> ConfigMember? {
        guard let keyNode = value(key) else { return nil }
        guard case .scalar(let text, let style) = keyNode.content else {
            diagnostics.error(.yaml, "a key must be a plain text", at: keyNode.span)
            return nil
        }
        if text == "<<", style == .plain {
            diagnostics.error(
                .yaml, "merge keys are not read", at: keyNode.span,
                help: "write the fields out, or use `defaults` in a rule file")
            return nil
        }
        guard let converted = value(node) else { return nil }
        return ConfigMember(key: text, keySpan: keyNode.span, value: converted)
    }

    /// Only tags that the parser itself sets are read: an author's `!tag` would have to change the meaning.
    private func isUntagged(_ tag: Tag, _ mark: Mark?) -> Bool {
        let name = tag.description
        if name.isEmpty || name == "tag:yaml.org,2002:str" { return true }
        diagnostics.error(
            .yaml, "tags such as `\(name)` are not read",
            at: SourceSpan(source: source, line: max(1, mark?.line ?? 1), column: max(1, mark?.column ?? 1)))
        return false
    }

    private func style(_ style: Node.Scalar.Style) -> ConfigNode.Style {
        switch style {
        case .singleQuoted: .singleQuoted
        case .doubleQuoted: .doubleQuoted
        case .literal: .literal
        case .folded: .folded
        case .any, .plain: .plain
        }
    }
}
