/// One text of a form body: where it stands and how its bytes are written.
package struct FormText: Sendable, Equatable {
    /// What the text is to the form.
    package enum Role: Sendable {
        /// A field's name.
        case name
        /// The file name of a part.
        case fileName
        /// A field's value, or the content of a text file.
        case value
        /// The value of a part's header that isn't read otherwise.
        case header
    }

    /// What the text is to the form.
    package var role: Role

    /// How the text is written.
    package var encoding: FormTextEncoding

    /// The raw bytes in the body, quotes not included.
    package var range: Range<Int>

    /// The index of its part, or of its `key=value` pair.
    package var part: Int

    /// Makes a text of a form.
    package init(role: Role, encoding: FormTextEncoding, range: Range<Int>, part: Int) {
        self.role = role
        self.encoding = encoding
        self.range = range
        self.part = part
    }

    /// Appends the decoded text to `text`.
    ///
    /// - Parameter body: The body that the form was parsed from; bytes outside it are left out.
    package func decode(from body: Span<UInt8>, into text: inout [UInt8]) {
        let range = range.clamped(to: 0..<body.count)
        text.reserveCapacity(text.count + range.count)
        var position = range.lowerBound
        while position < range.upperBound {
            let unit = encoding.unit(at: position, before: range.upperBound, in: body)
            text.append(unit.byte)
            position += unit.length
        }
    }
}
