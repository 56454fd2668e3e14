extension JSONScanner {
    /// How much of a file is looked at to see what it is, in base64.
    private static let guessedLength = 1368

    /// The base64 in a string: all of it, or what stands behind the head of a `data:` URL (RFC 2397); nil when the
    /// string is none.
    ///
    /// - Parameter isFile: Whether a string that is no URL is expected to be base64.
    func base64(in range: Range<Int>, isFile: Bool) -> Range<Int>? {
        let start = contentOfBase64URL(range)
        guard isFile || start != nil else { return nil }
        let content = (start ?? range.lowerBound)..<range.upperBound
        for index in content.prefix(Self.guessedLength) {
            let byte = lexer.byte(index)
            guard Base64Text.isDigit(byte) || byte == UInt8(ascii: "=") || byte == UInt8(ascii: "\\") else {
                return nil
            }
        }
        return content
    }

    /// Whether a file in base64 looks like text.
    func holdsText(base64 range: Range<Int>) -> Bool {
        let end = min(range.upperBound, range.lowerBound + Self.guessedLength)
        var beginning: [UInt8] = []
        unsafe JSONText.decode(lexer.base, range.lowerBound..<end, into: &beginning)
        return TextGuess.isText(Base64Text.bytes(of: beginning.span).span)
    }

    /// Makes a site what the word beside it says: a file, or a text as it stands.
    func settle(_ site: inout TextSite, isBase64: Bool) {
        site.kind = .whole
        guard isBase64, let content = base64(in: site.range, isFile: true) else { return }
        site.range = content
        if holdsText(base64: content) { site.become(.base64) } else { site.kind = .opaque }
    }

    /// Where the content of a `data:` URL with base64 begins; nil for any other string.
    private func contentOfBase64URL(_ range: Range<Int>) -> Int? {
        guard range.count >= 13, hasText("data:", at: range.lowerBound) else { return nil }
        // A media type with its parameters is shorter than this.
        let end = min(range.upperBound - 8, range.lowerBound + 256)
        for index in (range.lowerBound + 5)...end {
            if hasText(";base64,", at: index) { return index + 8 }
            guard lexer.byte(index) > 0x20, lexer.byte(index) < 0x7f else { return nil }
        }
        return nil
    }

    /// Whether the payload has this text at an offset, letter case aside; the bytes must be there.
    private func hasText(_ text: StaticString, at start: Int) -> Bool {
        for offset in 0..<text.utf8CodeUnitCount {
            let byte = lexer.byte(start + offset)
            let lowered = byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte
            guard unsafe text.utf8Start[offset] == lowered else { return false }
        }
        return true
    }
}
