/// An `application/x-www-form-urlencoded` body (WHATWG URL, section 5.1): the texts to inspect.
///
/// Every key and every value is a text; a `%` that isn't followed by two hexadecimal digits is refused.
package struct URLEncodedForm: Sendable {
    /// The keys and values, in order of position; empty ones are left out.
    package let texts: [FormText]

    /// Reads `body`.
    package init(_ body: Span<UInt8>) throws(FormError) {
        var texts: [FormText] = []
        var start = 0
        var equals: Int?
        var pair = 0

        func add(_ role: FormText.Role, _ range: Range<Int>) {
            guard !range.isEmpty else { return }
            texts.append(FormText(role: role, encoding: .form, range: range, part: pair))
        }
        func endPair(at end: Int) {
            add(.name, start..<(equals ?? end))
            if let equals { add(.value, equals + 1..<end) }
            start = end + 1
            equals = nil
            pair += 1
        }

        var position = 0
        while position < body.count {
            switch body[position] {
            case UInt8(ascii: "&"):
                endPair(at: position)
            case UInt8(ascii: "="):
                equals = equals ?? position
            case UInt8(ascii: "%"):
                guard FormTextEncoding.form.unit(at: position, before: body.count, in: body).length == 3
                else {
                    throw FormError(.badPercentEncoding, at: position)
                }
                position += 2
            default:
                break
            }
            position += 1
        }
        endPair(at: body.count)
        self.texts = texts
    }
}
