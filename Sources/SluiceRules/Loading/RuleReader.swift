internal import SluiceMatching
internal import SluiceWire

/// Reads one rule of a file.
///
/// Everything is read and complained about before the rule is given up, so that all faults show at once.
struct RuleReader {
    let context: RuleContext
    var fields: ConfigMapping
    /// The fields that the rule has from the file's defaults.
    let inherited: Set<String>

    var diagnostics: Diagnostics { context.diagnostics }

    /// - Parameters:
    ///   - node: The rule's mapping.
    ///   - defaults: The file's defaults; a rule's own field replaces the whole default.
    init(_ node: ConfigNode, defaults: [ConfigMember], context: RuleContext) {
        self.context = context
        var merged = node
        var id = "rule"
        var inherited: Set<String> = []
        if case .mapping(let members) = node.content {
            let added = defaults.filter { item in !members.contains { $0.key == item.key } }
            inherited = Set(added.map(\.key))
            merged = ConfigNode(
                content: .mapping(members + added), source: node.source, line: node.line,
                column: node.column)
            id = members.first { $0.key == "id" }?.value.text ?? id
        }
        self.inherited = inherited
        self.fields = merged.mapping(id, context.diagnostics)
    }

    /// The rule, or nil after saying why there is none.
    mutating func read() -> RuleDraft? {
        let errors = diagnostics.errorCount
        let id = readID()
        let description = fields.string("description")
        let message = fields.clientText("message")
        let code = readName("code") { $0 == "_" }
        let severity = fields.choice("severity", Severity.self) ?? .medium
        let level = context.level(fields.node("level"), "level") ?? 0
        let (state, schedule) = readState()
        let tags = fields.stringList("tags") ?? []
        let targets = readTargets()
        let actions = readActions(from: level)
        let replacement = readReplacement(actions)
        let metadata = readMetadata()
        let match = readMatch()
        let validators = readValidators()
        let exceptions = readExceptions(of: match)
        let onLimit = readLimitPolicy(actions)
        let examples = readExamples(targets)
        let scope = fields.choice("scope", RuleScope.self) ?? .all
        fields.finish()
        guard diagnostics.errorCount == errors, let id, let match else { return nil }
        var origins: [OriginTest] = []
        let numbered = exceptions.map { item -> PatternException in
            guard let test = item.test else { return item.exception }
            origins.append(test)
            return .under(origins.count - 1, item.exception)
        }
        let pattern = Pattern(
            match.subject, normalization: match.normalization, boundary: match.boundary,
            window: match.windowLength, exceptions: numbered, validators: validators,
            together: match.together, nearby: match.nearby, onLimit: onLimit)
        let rule = Rule(
            id: id, description: description, message: message, code: code, severity: severity,
            level: level, state: state, schedule: schedule, scope: scope, tags: tags, targets: targets,
            actions: actions,
            replacement: replacement, pattern: pattern, keywordOrigins: match.origins,
            examples: examples, metadata: metadata, span: fields.node.headSpan,
            fingerprint: fingerprint(match.subject))
        return RuleDraft(
            rule: rule, match: match.node, parts: match.parts, window: match.window,
            exceptionRegexes: exceptions.compactMap(\.regex), origins: origins)
    }

    private mutating func readID() -> String? {
        guard let node = fields.requiredNode("id", example: "team.topic-name"),
            let id = node.string("id", diagnostics)
        else {
            return nil
        }
        guard Rule.isID(id) else {
            return node.badValue("id", "`\(id)` is not an id", help: Rule.idHelp, diagnostics)
        }
        return id
    }

    private mutating func readName(_ key: String, also: (Unicode.Scalar) -> Bool) -> String? {
        guard let node = fields.node(key), let text = node.string(key, diagnostics) else { return nil }
        let isValid =
            !text.isEmpty
            && text.unicodeScalars.allSatisfy {
                $0.isASCII && Rule.isLowerAlphanumeric(UInt8(ascii: $0)) || also($0)
            }
        guard isValid else {
            return node.badValue(
                key, "`\(text)` is not a name", help: "use a-z, 0-9 and _", diagnostics)
        }
        return text
    }

    /// Over the rule's own words, the file's defaults and the phrases of its lists.
    private func fingerprint(_ subject: Pattern.Subject) -> String {
        var digest = Digest()
        digest.append(fields.node)
        for case .keywords(let phrases) in subject.parts {
            for phrase in phrases { digest.append(phrase.utf8) }
        }
        for level in context.levels { digest.append(level.utf8) }
        return digest.text
    }

    private mutating func readMetadata() -> [String: String] {
        guard let node = fields.node("metadata") else { return [:] }
        var texts: [String: String] = [:]
        for member in node.mapping("metadata", diagnostics).members {
            Self.flatten(member.value, key: member.key, into: &texts)
        }
        return texts
    }

    private static func flatten(_ node: ConfigNode, key: String, into texts: inout [String: String]) {
        switch node.content {
        case .scalar(let text, _):
            texts[key] = text
        case .sequence(let elements):
            for (index, element) in elements.enumerated() {
                flatten(element, key: "\(key).\(index)", into: &texts)
            }
        case .mapping(let members):
            for member in members { flatten(member.value, key: "\(key).\(member.key)", into: &texts) }
        }
    }
}
