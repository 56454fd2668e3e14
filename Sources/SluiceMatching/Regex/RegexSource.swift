/// A regex whose literals have passed through a pattern's normalisation.
struct RegexSource {
    /// The regex that is compiled.
    let bytes: [UInt8]
    let isCaseless: Bool
    let facts: RegexFacts

    /// Checks a regex and normalises its literals.
    ///
    /// - Throws: `RegexFault` for what PCRE2 doesn't accept and for constructs that can't be decided in a stream.
    init(_ regex: String, normalization: Normalization) throws(RegexFault) {
        let original = Array(regex.utf8)
        isCaseless = normalization.contains(.caseFold)
        try CompiledRegex.check(original, isCaseless: isCaseless)
        let facts = RegexReader.facts(
            of: original, table: normalization.table, isCaseless: isCaseless)
        if let refusal = facts.refusals.first {
            throw RegexFault(
                code: 0, offset: refusal.offset,
                message: "\(refusal.construct) is not supported: \(refusal.reason)",
                refusal: refusal.construct)
        }
        guard !facts.edits.isEmpty else {
            bytes = original
            self.facts = facts
            return
        }
        var edited: [UInt8] = []
        var position = 0
        for edit in facts.edits {
            edited += original[position..<edit.range.lowerBound]
            edited += edit.replacement
            position = edit.range.upperBound
        }
        bytes = edited + original[position...]
        var final = RegexReader.facts(of: bytes, isCaseless: isCaseless)
        // Their places are for the author, who knows the regex as it was written.
        final.endAssertions = facts.endAssertions
        final.hints = facts.hints
        self.facts = final
    }

    /// Whether letters may be compared without regard to their case somewhere in the regex.
    var mayIgnoreCase: Bool {
        isCaseless
            || bytes.indices.contains { start in
                // Settings follow a parenthesis directly, as in `(?i)` and `(?s-i:`; more than those is found, never less.
                bytes[start...].starts(with: "(?".utf8)
                    && bytes[(start + 2)...].prefix { 0x61...0x7A ~= $0 | 0x20 || $0 == 0x2D || $0 == 0x5E }
                        .contains(UInt8(ascii: "i"))
            }
    }

    /// The regex in machine code.
    func compiled(isAnchored: Bool = false) throws(RegexFault) -> CompiledRegex {
        try CompiledRegex(bytes, isCaseless: isCaseless, isAnchored: isAnchored)
    }

    /// The regex for questions about it, not for searching.
    func parsed() throws(RegexFault) -> CompiledRegex {
        try CompiledRegex(bytes, isCaseless: isCaseless, isTranslated: false)
    }
}
