/// A `multipart/form-data` body (RFC 7578), read strictly: its parts and the texts to inspect.
///
/// Nothing that another parser could read as a part goes unseen: bytes outside the parts, delimiters with
/// bare line feeds, folded headers, transfer encodings and nested multiparts are refused.
package struct MultipartForm: Sendable {
    /// The parts, in order.
    package let parts: [FormPart]

    /// The texts to inspect, in order of position: names, file names, other headers and text bodies.
    package let texts: [FormText]

    /// The most parts a form may have.
    static let maximumParts = 1000

    /// The most bytes the head of one part may have.
    static let maximumHead = 8192

    /// Reads `body`, whose `Content-Type` header has the value `contentType`.
    package init(_ body: Span<UInt8>, contentType: Span<UInt8>) throws(FormError) {
        let search = DelimiterSearch(boundary: try Self.boundary(of: contentType))
        guard search.next(in: body, from: 0) == 0 else { throw FormError(.bytesOutsideParts, at: 0) }
        var parts: [FormPart] = []
        var texts: [FormText] = []
        var position = search.needle.count
        while !body.hasPrefix("--", in: position..<body.count) {
            guard body.hasPrefix("\r\n", in: position..<body.count) else {
                throw FormError(.badDelimiter, at: position)
            }
            guard parts.count < Self.maximumParts else { throw FormError(.tooLarge, at: position) }
            let start = position + 2
            guard let next = search.next(in: body, from: start) else {
                throw FormError(.badDelimiter, at: body.count)
            }
            guard next >= start + 2, body.hasPrefix("\r\n", in: next - 2..<next) else {
                throw FormError(.badDelimiter, at: next)
            }
            parts.append(
                try Self.part(
                    in: body, start..<next - 2, whole: position - search.needle.count..<next,
                    index: parts.count,
                    texts: &texts))
            position = next + search.needle.count
        }
        position += 2
        if body.hasPrefix("\r\n", in: position..<body.count) { position += 2 }
        guard position == body.count else { throw FormError(.bytesOutsideParts, at: position) }
        self.parts = parts
        self.texts = texts
    }

    /// The boundary that a `Content-Type` names: 1 to 70 characters, the last one no space.
    static func boundary(of contentType: Span<UInt8>) throws(FormError) -> [UInt8] {
        guard let header = HeaderParameters(contentType, 0..<contentType.count),
            contentType.matches("multipart/form-data", in: header.value),
            !header.hasDuplicates(in: contentType),
            let parameter = header.parameter("boundary", in: contentType),
            (1...70).contains(parameter.value.count)
        else { throw FormError(.badBoundary, at: 0) }
        var boundary: [UInt8] = []
        for index in parameter.value {
            guard contentType[index].isBoundaryCharacter else { throw FormError(.badBoundary, at: 0) }
            boundary.append(contentType[index])
        }
        guard boundary.last != UInt8(ascii: " ") else { throw FormError(.badBoundary, at: 0) }
        return boundary
    }
}
