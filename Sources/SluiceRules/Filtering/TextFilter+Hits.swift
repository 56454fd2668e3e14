import SluiceMatching
import SluiceWire

/// From what the search finds to hits in the text as it was given.
extension TextFilter {
    mutating func takeTokens() {
        var text: [UInt8] = []
        swap(&text, &decoded)
        var position = 0
        for token in tokens {
            switch token {
            case .begin(let isString):
                nested = NestedText(isString: isString)
                scanner = selection?.scanner
            case .plain(let count, let raw):
                nested?.appendPlain(count: count, raw: raw)
                scan(text.span.extracting(position..<(position + count)))
                position += count
            case .escape(let count, let raw):
                nested?.appendEscape(count: count, raw: raw)
                scan(text.span.extracting(position..<(position + count)))
                position += count
            case .end:
                scanner?.finish(into: &matches)
                takeMatches()
                gatherExceptions()
                scanner = nil
                nested = nil
            }
        }
        tokens.removeAll(keepingCapacity: true)
        text.removeAll(keepingCapacity: true)
        swap(&text, &decoded)
        decided = selection?.holdsText ?? false ? lexer.pendingStart ?? length : length
        if let scanner, let nested, scanner.decided < scanner.length {
            decided = min(decided, nested.rawStart(of: scanner.decided))
        }
        if let scanner { nested?.discard(below: scanner.decided) }
    }

    mutating func scan(_ text: Span<UInt8>) {
        scanner?.append(text, into: &matches)
        if !matches.isEmpty { takeMatches() }
    }

    mutating func takeMatches() {
        guard let selection else { return }
        for match in matches {
            var active = selection.rule(ofPattern: match.pattern)
            if isSigned, active.action.changesText { active.action = .block }
            var span = match.span
            if let nested { span = nested.rawStart(of: span.lowerBound)..<nested.rawEnd(of: span.upperBound) }
            let hit = TextHit(active: active, span: span, element: match.element, isLimit: match.isLimit)
            guard span.lowerBound >= closedEnd else {
                takeOverlap(hit)
                continue
            }
            hits.append(hit)
            guard hit.isDeciding else { continue }
            undecided.append(Replacement(hit: hit, replacement: replacement(for: hit, in: selection)))
        }
        matches.removeAll(keepingCapacity: true)
    }

    /// Notes a hit that begins in the closed text, unless its end showed it already.
    mutating func takeOverlap(_ hit: TextHit) {
        guard overlap == nil, hit.isDeciding, !closingHits.contains(hit) else { return }
        var block = hit
        block.active.action = .block
        block.span = 0..<max(0, hit.span.upperBound - closedEnd)
        overlap = block
    }

    func replacement(for hit: TextHit, in selection: RuleSelection) -> [UInt8] {
        guard hit.active.action != .block else { return [] }
        let text = selection.set.rules[hit.active.rule].replacement(for: window.text(hit.span).span)
        guard encoding == .json else { return text }
        var escaped: [UInt8] = []
        let isString = nested?.isString ?? true
        if !isString { escaped.append(UInt8(ascii: "\"")) }
        JSONText.appendEscaped(text.span, into: &escaped)
        if !isString { escaped.append(UInt8(ascii: "\"")) }
        return escaped
    }
}
