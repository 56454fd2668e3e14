internal import SluiceMatching

/// Reading what a rule searches for.
extension RuleReader {
    /// `match`, `normalize` and `window` together.
    struct Match {
        var subject: Pattern.Subject
        /// Where each part of the subject stands.
        var parts: [RuleDraft.Part]
        var node: ConfigNode
        var origins: [KeywordOrigin] = []
        var normalization: Normalization
        var boundary = Boundary.auto
        var together: Vicinity?
        var nearby: Nearby?
        var window: ConfigNode?
        var windowLength: Int?

        /// How far a sentence is searched on each side of a match, in code points.
        var sentenceReach: Int { windowLength ?? RuleReader.sentenceReach }
    }

    /// The longest window that a rule may ask for, in code points.
    static let maximumWindow = 8_192
    /// How far a sentence is searched on each side of a match without a window, in code points.
    static let sentenceReach = 256
    /// How many parts `any` and `all_of` may have.
    static let partCounts = 2...16
    /// How far `near` may look, in code points.
    static let nearbyLengths = 1...200

    mutating func readMatch() -> Match? {
        let normalization = readNormalization()
        let ruleWindow = fields.node("window")
        guard let node = fields.requiredNode("match", example: "{ keywords: [...] }") else { return nil }
        var match = node.mapping("match", diagnostics)
        let window = match.node("window") ?? ruleWindow
        let anyNode = match.node("any")
        let allNode = match.node("all_of")
        let within = match.node("within")
        let near = match.node("near")
        let boundaryNode = match.node("boundary")
        let isSensitive = match.choice("case", of: ["sensitive", "insensitive"]).map { $0 == "sensitive" }
        var result = Match(
            subject: .keywords([]), parts: [], node: node, normalization: normalization, window: window,
            windowLength: window?.int("window", in: 1...Self.maximumWindow, diagnostics))
        if let isSensitive {
            if isSensitive {
                result.normalization.remove(.caseFold)
            } else {
                result.normalization.insert(.caseFold)
            }
        }
        let single = readSubject(&match)
        match.finish()
        let subjects: [Subject]
        if let parts = allNode ?? anyNode {
            complain(about: [single?.node], "stands beside parts: make it one of them")
            if allNode != nil {
                complain(about: [anyNode], "stands beside `all_of`: make it a rule of its own")
            }
            guard let read = readParts(parts, allNode == nil ? "any" : "all_of") else { return nil }
            subjects = read
        } else if let single {
            guard single.isWhole else { return nil }
            subjects = [single]
        } else {
            diagnostics.error(
                .missingField, "`match` says nothing to search for", at: node.headSpan,
                help: "give it `regex`, `keywords`, `wordlists`, `any` or `all_of`")
            return nil
        }
        take(subjects, into: &result)
        if result.hasRegex {
            let isAlone = subjects.count == 1
            complain(about: isAlone ? [boundaryNode] : [], "is for keywords: write `\\b` into the regex")
            refuseReducing(normalization, at: node)
        }
        result.boundary = readBoundary(boundaryNode)
        if let allNode {
            result.together = readWithin(within, of: result, at: allNode)
        } else {
            complain(about: [within], "belongs to `all_of`")
        }
        result.nearby = near.flatMap(readNear)
        return result
    }

    /// Puts what was read of one part or several together.
    private func take(_ subjects: [Subject], into match: inout Match) {
        match.parts = subjects.map {
            RuleDraft.Part(node: $0.node, regexPrefix: $0.prefixLength, capture: $0.capture)
        }
        if subjects.count == 1, let only = subjects.first {
            match.subject = only.subject
            match.origins = only.origins
            match.node = only.node
            return
        }
        match.subject = .parts(subjects.map(\.subject))
        match.origins = subjects.flatMap { part in
            part.origins.isEmpty
                ? [KeywordOrigin(location: part.node.location, tags: [])] : part.origins
        }
    }

    private mutating func readParts(_ node: ConfigNode, _ name: String) -> [Subject]? {
        guard let elements = node.elements(name, diagnostics) else { return nil }
        guard Self.partCounts ~= elements.count else {
            diagnostics.error(
                .badValue,
                "`\(name)` takes \(Self.partCounts.lowerBound) to \(Self.partCounts.upperBound) parts, not \(elements.count)",
                at: node.span)
            return nil
        }
        var subjects: [Subject] = []
        for element in elements {
            var part = element.mapping("a part of \(name)", diagnostics)
            let subject = readSubject(&part)
            part.finish()
            if let subject {
                if subject.isWhole { subjects.append(subject) }
            } else if case .mapping = element.content {
                diagnostics.error(
                    .missingField, "the part says nothing to search for", at: element.headSpan,
                    help: "give it `regex`, `keywords` or `wordlists`")
            }
        }
        return subjects.count == elements.count ? subjects : nil
    }

    /// Where the parts of `all_of` have to stand.
    private func readWithin(_ node: ConfigNode?, of match: Match, at parts: ConfigNode) -> Vicinity? {
        guard let node else {
            diagnostics.error(
                .missingField, "`all_of` doesn't say where its parts have to stand", at: parts.headSpan,
                help: "add `within: sentence`, `within: message` with a `window`, or a number of characters")
            return nil
        }
        switch node.text {
        case "sentence"?:
            refuseSkipping(match.normalization, at: node)
            return .sentence(reach: match.sentenceReach)
        case "message"?:
            guard let length = match.windowLength else {
                diagnostics.error(
                    .missingField, "`within: message` needs a `window`", at: node.span,
                    help:
                        "a stream can't wait for the end of a message: say how many characters are looked at")
                return nil
            }
            return .characters(before: length, after: length)
        default:
            guard node.text.flatMap(Int.init) != nil else {
                return node.wrongType(
                    "within", expected: "`sentence`, `message` or a number of characters", diagnostics)
            }
            return node.int("within", in: 1...Self.maximumWindow, diagnostics).map {
                .characters(before: $0, after: $0)
            }
        }
    }

    private func readNear(_ node: ConfigNode) -> Nearby? {
        var near = node.mapping("near", diagnostics)
        let words = near.requiredNode("any", example: "[a word, another]").map { literals($0, "any") }
        let length = near.requiredNode("within", example: "20")?.int(
            "within", in: Self.nearbyLengths, diagnostics)
        let side = near.choice("side", of: ["before", "after", "both"]) ?? "both"
        near.finish()
        guard let words, let length else { return nil }
        return Nearby(
            words, before: side == "after" ? 0 : length, after: side == "before" ? 0 : length)
    }

    private func readBoundary(_ node: ConfigNode?) -> Boundary {
        switch node?.choice("boundary", of: ["auto", "word", "none"], diagnostics) {
        case "word": .word
        case "none": .none
        default: .auto
        }
    }
}

extension RuleReader.Match {
    /// Whether any part is a regex.
    var hasRegex: Bool {
        subject.parts.contains { part in
            if case .regex = part { true } else { false }
        }
    }
}
