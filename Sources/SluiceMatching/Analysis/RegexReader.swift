/// Reads the structure of a regex that PCRE2 has accepted (pcre2pattern(3)).
///
/// PCRE2 knows the shortest match but not the longest, so that is computed here. What the reader doesn't understand
/// counts as unbounded, never as safe. It recurses once per nested group, of which PCRE2 allows 250.
struct RegexReader {
    /// The options that change how a regex is read.
    struct Flags {
        var isCaseless = false
        var isMultiline = false
        /// Whether the dot matches a line feed.
        var isDotAll = false
        var isExtended = false
        var skipsBlanksInClasses = false
        var namesOnly = false
    }

    let bytes: [UInt8]
    /// Maps the literals; `nil` where the regex is only measured.
    let table: NormalizationTable?
    var position = 0
    var flags = Flags()
    var isQuoting = false
    var facts = RegexFacts()
    /// The number of capture groups that have been opened.
    var groupCount = 0
    /// The extents of capture groups that are closed; none where numbers are ambiguous.
    var groups: [Int: RegexExtent] = [:]
    var groupNumbers: [[UInt8]: Int] = [:]
    var hasAmbiguousGroups = false
    /// Whether something was met after which the structure can't be trusted.
    var isLost = false
    /// Whether some path to this place has matched text.
    var mayHaveConsumed = false
    /// Where `^` stands that asserts a line's start.
    var lineStarts: [Int] = []
    /// Whether what can't be followed is left out, so that the structure is one of texts that come close to a match.
    var isLoose = false
    /// Whether a group is called from another place.
    var hasCalls = false

    private init(bytes: [UInt8], table: NormalizationTable?, isCaseless: Bool) {
        self.bytes = bytes
        self.table = table
        flags.isCaseless = isCaseless
    }

    /// Reads a whole regex; with a table the literals that it changes are collected as edits.
    ///
    /// - Parameter isCaseless: Whether it is compiled with `PCRE2_CASELESS`.
    static func facts(
        of regex: [UInt8], table: NormalizationTable? = nil, isCaseless: Bool
    ) -> RegexFacts {
        var reader = RegexReader(bytes: regex, table: table, isCaseless: isCaseless)
        var part = reader.alternatives()
        while reader.position < regex.count {
            // An unbalanced parenthesis: not understood.
            reader.position += 1
            part = .unknown
            _ = reader.alternatives()
        }
        if reader.hasCalls { reader.refuseLineStarts(from: 0) }
        reader.facts.extent = part.extent
        reader.facts.shape = reader.isLost ? .opaque : part.shape
        return reader.facts
    }

    /// The structure without what can't be followed: conditions beyond the edges, references, and that nothing is given up.
    ///
    /// Good for texts that are nearly matches, never for deciding anything.
    static func looseShape(of regex: [UInt8], isCaseless: Bool) -> RegexShape {
        var reader = RegexReader(bytes: regex, table: nil, isCaseless: isCaseless)
        reader.isLoose = true
        return reader.alternatives().shape
    }

    /// Reads up to the end of the group, which is left to the caller.
    mutating func alternatives() -> RegexPart {
        var extents: [RegexExtent] = []
        var branches: [RegexShape] = []
        var extent = RegexExtent.empty
        var shapes: [RegexShape] = []
        let outerHasConsumed = mayHaveConsumed
        defer { mayHaveConsumed = outerHasConsumed }
        while skipIgnored(), let byte = peek(), byte != UInt8(ascii: ")") || isQuoting {
            if byte == UInt8(ascii: "|"), !isQuoting {
                position += 1
                extents.append(extent)
                branches.append(.sequence(of: shapes))
                extent = .empty
                shapes = []
                mayHaveConsumed = outerHasConsumed
            } else {
                let part = repeatedItem()
                extent = extent.followed(by: part.extent)
                shapes.append(part.shape)
                mayHaveConsumed = mayHaveConsumed || part.extent.maximum != 0
            }
        }
        return RegexPart(
            extent: extents.reduce(extent) { $0.or($1) },
            shape: .choice(of: branches + [.sequence(of: shapes)]))
    }

    private mutating func repeatedItem() -> RegexPart {
        let start = position
        let lineStartCount = lineStarts.count
        var part = item()
        if isLoose { part.shape = part.shape.loosened }
        while skipIgnored(), !isQuoting {
            let markStart = position
            guard let quantifier = quantifier() else { break }
            if quantifier.maximum == nil, quantifier.isCertain, part.extent.maximum != 0 {
                facts.hints.append(
                    RewriteHint(
                        item: bytes[start..<markStart], mark: bytes[markStart..<position],
                        quantifier: quantifier))
            }
            if part.extent.maximum != 0, quantifier.maximum ?? 2 > 1 {
                refuseLineStarts(from: lineStartCount)
            }
            part = part.repeated(quantifier)
            if isLoose { part.shape = part.shape.loosened }
        }
        return part
    }

    private mutating func item() -> RegexPart {
        let start = position
        if isQuoting { return literal() }
        switch peek() {
        case UInt8(ascii: "\\"):
            return escape()
        case UInt8(ascii: "["):
            return characterClass()
        case UInt8(ascii: "("):
            return group()
        case UInt8(ascii: "."):
            position += 1
            return .codePoint(flags.isDotAll ? .all : .notNewline)
        case UInt8(ascii: "^"):
            position += 1
            return flags.isMultiline ? lineStart() : RegexPart(extent: .empty, shape: .edge(.textStart))
        case UInt8(ascii: "$"):
            position += 1
            if flags.isMultiline { return RegexPart(extent: .assertion(reach: 1), shape: .opaque) }
            noteEndAssertion(from: start)
            return RegexPart(extent: .assertion(reach: 2), shape: .opaque)
        default:
            return literal()
        }
    }

    /// Passes over comments, white space in extended mode and the marks of a quotation; always true.
    mutating func skipIgnored() -> Bool {
        while position < bytes.count {
            if starts(with: "\\E") {
                isQuoting = false
                position += 2
            } else if isQuoting {
                break
            } else if starts(with: "\\Q") {
                isQuoting = true
                position += 2
            } else if starts(with: "(?#") {
                skip(through: UInt8(ascii: ")"))
            } else if flags.isExtended, starts(with: "#") {
                skip(through: 0x0A)
            } else if flags.isExtended, let length = patternSpace() {
                position += length
            } else {
                break
            }
        }
        return true
    }

    /// The length of a Pattern_White_Space code point here.
    private func patternSpace() -> Int? {
        guard let byte = peek() else { return nil }
        if byte == 0x20 || 0x09...0x0D ~= byte { return 1 }
        if starts(with: "\u{85}") { return 2 }
        let isMark = ["\u{200E}", "\u{200F}", "\u{2028}", "\u{2029}"].contains { starts(with: $0) }
        return isMark ? 3 : nil
    }

    func peek(_ distance: Int = 0) -> UInt8? {
        position + distance < bytes.count ? bytes[position + distance] : nil
    }

    func starts(with text: String) -> Bool {
        bytes[position...].starts(with: text.utf8)
    }

    /// Moves behind the next `byte`, or to the end.
    mutating func skip(through byte: UInt8) {
        position = (bytes[position...].firstIndex(of: byte) ?? bytes.count - 1) + 1
    }

    /// The bytes up to the next `byte`; moves behind it.
    mutating func take(through byte: UInt8) -> [UInt8] {
        let start = position
        skip(through: byte)
        return Array(bytes[start..<max(start, position - 1)])
    }
}
