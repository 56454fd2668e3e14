/// The fields of a form body by name, for reading some of them and taking some out.
package struct FormFields: Sendable {
    /// One field.
    package struct Field: Sendable, Equatable {
        /// The name, decoded.
        package var name: [UInt8]
        /// The value, decoded; empty for a file that is no text.
        package var value: [UInt8]
        /// All that goes when the field is taken out.
        package var whole: Range<Int>
    }

    /// The body that was read.
    package let body: [UInt8]
    /// The fields, in order.
    package let fields: [Field]

    /// Reads a `multipart/form-data` body, whose `Content-Type` header has the value `contentType`.
    package init(multipart body: [UInt8], contentType: String) throws(FormError) {
        let type = Array(contentType.utf8)
        let form = try MultipartForm(body.span, contentType: type.span)
        self.init(body, texts: form.texts, wholes: form.parts.map(\.whole))
    }

    /// Reads an `application/x-www-form-urlencoded` body.
    package init(urlEncoded body: [UInt8]) throws(FormError) {
        let form = try URLEncodedForm(body.span)
        self.init(body, texts: form.texts, wholes: Self.pairs(body))
    }

    private init(_ body: [UInt8], texts: [FormText], wholes: [Range<Int>]) {
        var fields = wholes.map { Field(name: [], value: [], whole: $0) }
        for text in texts where fields.indices.contains(text.part) {
            switch text.role {
            case .name: text.decode(from: body.span, into: &fields[text.part].name)
            case .value: text.decode(from: body.span, into: &fields[text.part].value)
            case .fileName, .header: break
            }
        }
        self.body = body
        self.fields = fields
    }

    /// The pairs of a urlencoded body, each with the `&` behind it.
    private static func pairs(_ body: [UInt8]) -> [Range<Int>] {
        var pairs: [Range<Int>] = []
        var start = 0
        for position in body.indices where body[position] == UInt8(ascii: "&") {
            pairs.append(start..<position + 1)
            start = position + 1
        }
        pairs.append(start..<body.count)
        return pairs
    }

    /// The body without the fields at these indices, a valid form and else byte for byte.
    ///
    /// - Parameter indices: In ascending order.
    package func removing(_ indices: some Sequence<Int>) -> [UInt8] {
        var kept: [UInt8] = []
        kept.reserveCapacity(body.count)
        var copied = 0
        for index in indices where fields.indices.contains(index) {
            kept += body[copied..<fields[index].whole.lowerBound]
            copied = fields[index].whole.upperBound
        }
        kept += body[copied...]
        if copied == body.count, kept.last == UInt8(ascii: "&") { kept.removeLast() }
        return kept
    }
}
