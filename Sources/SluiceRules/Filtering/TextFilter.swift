import SluiceMatching
package import SluiceWire

/// One running text under the rules of its target: takes pieces, says what is decided, what changes and what stops it.
///
/// The result is a function of the text alone: a piece may end anywhere. A whole text is one `append` and `finish`.
/// Offsets count bytes of the text as given, from its beginning.
package struct TextFilter: Sendable {
    /// The number of bytes given so far.
    package private(set) var length = 0
    /// Below this offset all is decided: no later hit begins there, and `edits` that begin there are known.
    package private(set) var decided = 0
    /// The first block: the text ends where it begins.
    ///
    /// Known once everything before it is decided.
    package private(set) var block: TextHit?
    /// The first hit that began before the text was closed and that only its continuation showed, as a block of that.
    ///
    /// What has left can't be taken back, whatever the rule does. The span counts from where the continuation begins.
    package private(set) var overlap: TextHit?

    private let selection: RuleSelection?
    private let encoding: TextEncoding
    private let isSigned: Bool
    private var scanner: StreamScanner?
    private var lexer = NestedJSONLexer()
    private var nested: NestedText?
    private var hits: [TextHit] = []
    /// The rules of hits that exceptions took away, as far as the scanner hasn't got them.
    private var exceptions: [Int] = []
    private var undecided: [Replacement] = []
    /// Where the text ended when it was last closed: what lies below may have left.
    private var closedEnd = 0
    /// Below this offset the search is through: `decided`, but for what only a closing decided.
    private var searched = 0
    /// What closings found and the search may find again.
    private var closingHits: [TextHit] = []
    private var spans: [TextEdit] = []
    private var window: TextWindow
    private var matches: [Match] = []
    private var tokens: [NestedJSONLexer.Token] = []
    private var decoded: [UInt8] = []

    /// A deciding hit that isn't final yet, with the order in which hits win.
    private struct Replacement: Sendable {
        var hit: TextHit
        var replacement: [UInt8]
    }

    /// - Parameter isSigned: Whether the text can't be edited, since a signature is over it: what would change it
    ///   ends it.
    package init(_ selection: RuleSelection?, encoding: TextEncoding = .plain, isSigned: Bool = false) {
        self.selection = selection
        self.encoding = encoding
        self.isSigned = isSigned
        scanner = encoding == .plain ? selection?.scanner : nil
        window = TextWindow(isKept: selection?.needsText ?? false)
    }

    /// A plain text that is over, with what a search of it found.
    init(
        _ selection: RuleSelection, isSigned: Bool, text: Span<UInt8>,
        found: SluiceMatching.Selection.Found
    ) {
        self.init(selection, isSigned: isSigned)
        length = text.count
        decided = length
        matches = found.matches
        exceptions = found.exceptions
        window.append(text)
        takeMatches()
        settle()
    }

    /// Takes the next piece of the text.
    @discardableResult
    package mutating func append(_ piece: Span<UInt8>) -> TextProgress {
        length += piece.count
        guard selection != nil else {
            decided = length
            return progress
        }
        window.append(piece)
        switch encoding {
        case .plain:
            scanner?.append(piece, into: &matches)
            if !matches.isEmpty { takeMatches() }
            decided = scanner?.decided ?? length
        case .json:
            lexer.append(piece, tokens: &tokens, decoded: &decoded)
            takeTokens()
        }
        searched = decided
        decided = max(decided, closedEnd)
        settle()
        return progress
    }

    /// Decides everything as if the text were over, though more may come: a hit that begins in the closed text and
    /// reaches behind it is then the `overlap`.
    @discardableResult
    package mutating func close() -> TextProgress {
        guard selection != nil, closedEnd < length else { return progress }
        guard searched < length else { return finish() }
        closingHits.removeAll { $0.span.lowerBound < searched }
        gatherExceptions()
        var ended = self
        ended.hits.removeAll()
        ended.finish()
        hits += ended.hits
        exceptions = ended.takeExceptions()
        closingHits += ended.hits
        spans = ended.spans
        block = ended.block
        overlap = ended.overlap
        undecided.removeAll()
        closedEnd = length
        decided = length
        return progress
    }

    /// Takes a whole text, or the last piece of one: `append` and `finish` in one search.
    @discardableResult
    package mutating func finish(with piece: Span<UInt8>) -> TextProgress {
        guard selection != nil, encoding == .plain else {
            append(piece)
            return finish()
        }
        length += piece.count
        scanner?.finish(with: piece, into: &matches)
        decided = length
        guard !matches.isEmpty || !undecided.isEmpty else { return progress }
        window.append(piece)
        takeMatches()
        settle()
        return progress
    }

    /// The text is over: everything is decided.
    @discardableResult
    package mutating func finish() -> TextProgress {
        guard selection != nil else { return progress }
        switch encoding {
        case .plain:
            scanner?.finish(into: &matches)
            takeMatches()
        case .json:
            lexer.finish(tokens: &tokens, decoded: &decoded)
            takeTokens()
        }
        decided = length
        settle()
        return progress
    }

    /// Whether no hit that is still to come begins in the text that was closed.
    package var isSettled: Bool { searched >= closedEnd }

    /// Ends the text with a block that another reading of it found.
    package mutating func stop(by hit: TextHit) {
        if let block, block.span.lowerBound <= hit.span.lowerBound { return }
        block = hit
    }

    /// How far the filter is.
    package var progress: TextProgress {
        var progress = TextProgress()
        progress.length = length
        progress.decided = decided
        progress.editEnd = spans.last?.range.upperBound ?? 0
        progress.blockStart = block?.span.lowerBound ?? .max
        progress.hasHits = !hits.isEmpty || !exceptions.isEmpty || scanner?.hasExceptions ?? false
        return progress
    }

    /// The hits found since the last call, in the order in which they were found.
    package mutating func takeHits() -> [TextHit] {
        guard !hits.isEmpty else { return [] }
        defer { hits.removeAll(keepingCapacity: true) }
        return hits
    }

    /// The rules whose hits exceptions took away since the last call, each as often as it happened.
    package mutating func takeExceptions() -> [Int] {
        gatherExceptions()
        guard !exceptions.isEmpty else { return [] }
        defer { exceptions.removeAll() }
        return exceptions
    }

    private mutating func gatherExceptions() {
        guard scanner?.hasExceptions ?? false else { return }
        exceptions += scanner?.takeExceptions() ?? []
    }

    /// What changes in a part of the text that is decided, offsets counted from the part's beginning.
    ///
    /// A replacement stands where its match begins; the rest of the match is cut from the parts that follow. The text
    /// behind a block is cut.
    package func edits(in part: Range<Int>) -> [TextEdit] {
        var result: [TextEdit] = []
        for span in spans
        where span.range.upperBound > part.lowerBound && span.range.lowerBound < part.upperBound {
            let lower = max(span.range.lowerBound, part.lowerBound) - part.lowerBound
            let upper = min(span.range.upperBound, part.upperBound) - part.lowerBound
            let begins = span.range.lowerBound >= part.lowerBound
            result.append(TextEdit(range: lower..<upper, replacement: begins ? span.replacement : []))
        }
        guard let block, block.span.lowerBound < part.upperBound else { return result }
        let cut = max(block.span.lowerBound, part.lowerBound) - part.lowerBound
        result = result.compactMap { edit in
            guard edit.range.lowerBound < cut else { return nil }
            return TextEdit(
                range: edit.range.lowerBound..<min(edit.range.upperBound, cut), replacement: edit.replacement)
        }
        result.append(TextEdit(range: cut..<part.count, replacement: []))
        return result
    }

    /// Forgets what only concerns the text below an offset.
    package mutating func discard(below offset: Int) {
        guard !spans.isEmpty else { return }
        spans.removeAll { $0.range.upperBound <= offset }
    }

    private mutating func takeTokens() {
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

    private mutating func scan(_ text: Span<UInt8>) {
        scanner?.append(text, into: &matches)
        if !matches.isEmpty { takeMatches() }
    }

    private mutating func takeMatches() {
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
    private mutating func takeOverlap(_ hit: TextHit) {
        guard overlap == nil, hit.isDeciding, !closingHits.contains(hit) else { return }
        var block = hit
        block.active.action = .block
        block.span = 0..<max(0, hit.span.upperBound - closedEnd)
        overlap = block
    }

    private func replacement(for hit: TextHit, in selection: RuleSelection) -> [UInt8] {
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

    /// Makes final what begins below `decided`: overlapping hits become one span, the earliest gives the replacement.
    private mutating func settle() {
        defer { window.discard(below: decided) }
        guard !undecided.isEmpty else { return }
        undecided.sort { left, right in
            if left.hit.span.lowerBound != right.hit.span.lowerBound {
                return left.hit.span.lowerBound < right.hit.span.lowerBound
            }
            return selection?.set.takesPrecedence(left.hit.active, over: right.hit.active) ?? false
        }
        var taken = 0
        for item in undecided {
            guard item.hit.span.lowerBound < decided else { break }
            taken += 1
            guard block == nil else { continue }
            if item.hit.active.action == .block {
                block = item.hit
            } else if let last = spans.last, item.hit.span.lowerBound < last.range.upperBound {
                let upper = max(last.range.upperBound, item.hit.span.upperBound)
                spans[spans.count - 1].range = last.range.lowerBound..<upper
            } else {
                spans.append(TextEdit(range: item.hit.span, replacement: item.replacement))
            }
        }
        undecided.removeFirst(taken)
    }
}
