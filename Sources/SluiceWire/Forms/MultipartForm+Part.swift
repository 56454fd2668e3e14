extension MultipartForm {
    /// Reads one part, its head and body without the delimiters' line ends, and adds its texts to `texts`.
    static func part(
        in body: Span<UInt8>, _ range: Range<Int>, whole: Range<Int>, index: Int, texts: inout [FormText]
    ) throws(FormError) -> FormPart {
        var head = PartHead(part: index)
        var position = range.lowerBound
        while !body.hasPrefix("\r\n", in: position..<range.upperBound) {
            guard position < range.upperBound, let end = lineEnd(in: body, position..<range.upperBound) else {
                throw FormError(.badPartHead, at: position)
            }
            guard end - range.lowerBound <= maximumHead else { throw FormError(.tooLarge, at: position) }
            try head.read(body, line: position..<end)
            position = end + 2
        }
        guard let name = head.name else { throw FormError(.badDisposition, at: range.lowerBound) }
        let content = position + 2..<range.upperBound
        let isText = head.fileName == nil || head.isTextType
        texts += head.texts
        if isText, !content.isEmpty {
            guard !head.hasForeignCharset else { throw FormError(.unsupportedPart, at: content.lowerBound) }
            texts.append(FormText(role: .value, encoding: .verbatim, range: content, part: index))
        }
        return FormPart(
            name: name, fileName: head.fileName, contentType: head.contentType, body: content,
            whole: whole, isText: isText)
    }

    /// Where the CR LF of the line in `range` stands; `nil` when a bare CR or LF or a NUL comes first.
    private static func lineEnd(in body: Span<UInt8>, _ range: Range<Int>) -> Int? {
        for position in range {
            switch body[position] {
            case 0x0D:
                return position + 1 < range.upperBound && body[position + 1] == 0x0A ? position : nil
            case 0x0A, 0x00:
                return nil
            default:
                continue
            }
        }
        return nil
    }
}
