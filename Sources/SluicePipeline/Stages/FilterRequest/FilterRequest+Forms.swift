import SluiceWire

extension FilterRequest {
    /// The texts of a form, and the files that are text whatever their type says.
    ///
    /// - Parameter takesLists: Whether a file may be a list of requests, which is then never passed unread.
    /// - Throws: `unsupportedPart` for a text, or a list, that isn't UTF-8. ASCII in UTF-16 is UTF-8 with NULs.
    static func texts(
        of form: MultipartForm, in body: [UInt8], takesLists: Bool
    ) throws(FormError) -> [FormText] {
        var texts = form.texts
        for text in texts where text.role == .value && body[text.range].contains(0) {
            throw FormError(.unsupportedPart, at: text.range.lowerBound)
        }
        for (index, part) in form.parts.enumerated() where !part.isText && !part.body.isEmpty {
            let content = body[part.body]
            let isUTF8 = UTF8Repair.isValid(body.span.extracting(part.body))
            if takesLists, isUTF16(content) || !isUTF8 && ASCII.startsLikeJSON(content) {
                throw FormError(.unsupportedPart, at: part.body.lowerBound)
            }
            let beginning = Array(content.prefix(TextGuess.length))
            guard isUTF8 || TextGuess.isText(beginning.span) && !TextGuess.isUTF16(beginning.span) else {
                continue
            }
            texts.append(FormText(role: .value, encoding: .verbatim, range: part.body, part: index))
        }
        return texts.sorted { $0.range.lowerBound < $1.range.lowerBound }
    }

    /// Whether a file begins with the mark of UTF-16, or with ASCII in it.
    private static func isUTF16(_ content: ArraySlice<UInt8>) -> Bool {
        content.starts(with: [0xFF, 0xFE]) || content.starts(with: [0xFE, 0xFF])
            || content.prefix(2).contains(0)
    }
}
