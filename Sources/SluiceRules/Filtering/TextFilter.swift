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
    package internal(set) var decided = 0
    /// The first block: the text ends where it begins.
    ///
    /// Known once everything before it is decided.
    package internal(set) var block: TextHit?
    /// The first hit that began before the text was closed and that only its continuation showed, as a block of that.
    ///
    /// What has left can't be taken back, whatever the rule does. The span counts from where the continuation begins.
    package internal(set) var overlap: TextHit?

    let selection: RuleSelection?
    let encoding: TextEncoding
    let isSigned: Bool
    var scanner: StreamScanner?
    var lexer = NestedJSONLexer()
    var nested: NestedText?
    var hits: [TextHit] = []
    /// The rules of hits that exceptions took away, as far as the scanner hasn't got them.
    private var exceptions: [Int] = []
    var undecided: [Replacement] = []
    /// Where the text ended when it was last closed: what lies below may have left.
    var closedEnd = 0
    /// Below this offset the search is through: `decided`, but for what only a closing decided.
    private var searched = 0
    /// What closings found and the search may find again.
    var closingHits: [TextHit] = []
    var spans: [TextEdit] = []
    var window: TextWindow
    var matches: [Match] = []
    var tokens: [NestedJSONLexer.Token] = []
    var decoded: [UInt8] = []

    /// A deciding hit that isn't final yet, with the order in which hits win.
    struct Replacement: Sendable {
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

    mutating func gatherExceptions() {
        guard scanner?.hasExceptions ?? false else { return }
        exceptions += scanner?.takeExceptions() ?? []
    }
}
