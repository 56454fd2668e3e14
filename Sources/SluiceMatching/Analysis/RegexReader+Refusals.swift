extension RegexReader {
    private static let verbs: Set<String> = [
        "ACCEPT", "F", "FAIL", "COMMIT", "PRUNE", "SKIP", "THEN", "MARK", "",
    ]

    /// Notes that what has been read from `start` on can't be decided in a stream.
    mutating func refuse(from start: Int, as name: String? = nil, because reason: String) {
        facts.refusals.append(refusal(from: start, as: name, because: reason))
    }

    /// Notes an assertion of the text's end.
    mutating func noteEndAssertion(from start: Int) {
        let reason = "it needs the text's end, which a match without upper bound can't wait for"
        facts.endAssertions.append(refusal(from: start, because: reason))
    }

    /// `^` with `(?m)`.
    ///
    /// Behind a line feed at the end of the text PCRE2 answers "no match" and not "partial", which is wrong for a match
    /// that has begun before, so there it is refused.
    mutating func lineStart() -> RegexPart {
        lineStarts.append(position - 1)
        if mayHaveConsumed { refuseLineStarts(from: lineStarts.count - 1) }
        return RegexPart(extent: .empty, shape: .edge(.lineStart))
    }

    /// Refuses the lines' starts from one on.
    mutating func refuseLineStarts(from index: Int) {
        for offset in lineStarts[index...] {
            facts.refusals.append(
                .init(
                    construct: "^", offset: offset,
                    reason: "it is a line's start inside a match, which is unknown where a text is cut"))
        }
        lineStarts.removeSubrange(index...)
    }

    /// Refuses `\G`, `\K` or `\C`.
    mutating func refuseEscape(_ kind: UInt8, from start: Int) {
        switch kind {
        case UInt8(ascii: "G"): refuse(from: start, because: "it depends on where a search began")
        case UInt8(ascii: "K"):
            refuse(from: start, because: "it moves a match's start over text already decided")
        default: refuse(from: start, because: "it matches a part of a code point")
        }
    }

    /// Refuses `(*NAME)` or `(*NAME:argument)`.
    mutating func refuseVerb(from start: Int) {
        let name = bytes[start + 2..<position].prefix { 0x41...0x5A ~= $0 || $0 == 0x5F }
        let isVerb = Self.verbs.contains(String(decoding: name, as: UTF8.self))
        refuse(
            from: start,
            because: isVerb
                ? "it changes what other starts and branches may still match"
                : "it is an option of the whole regex, and these are fixed")
    }

    private func refusal(from start: Int, as name: String? = nil, because reason: String)
        -> RegexFacts.Refusal
    {
        let text = String(decoding: bytes[start..<min(position, bytes.count)], as: UTF8.self)
        return .init(construct: name ?? text, offset: start, reason: reason)
    }
}
