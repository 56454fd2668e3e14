/// Writes a form body with some of its texts edited; every other byte stays as it was.
package enum FormEditor {
    /// Appends `body` to `out` with the edits made.
    ///
    /// - Parameters:
    ///   - edits: Texts of the form that was parsed from `body`, in order of position, each with the edits of its
    ///     decoded text, in order and without overlap.
    ///   - body: The body that the form was parsed from.
    ///   - out: Where the new body goes.
    package static func apply(
        _ edits: [(text: FormText, edits: [TextEdit])], to body: Span<UInt8>, into out: inout [UInt8]
    ) {
        out.reserveCapacity(out.count + body.count)
        var copied = 0
        for (text, edits) in edits {
            let range = text.range.clamped(to: copied..<body.count)
            append(body, copied..<range.lowerBound, into: &out)
            append(edits, of: range, text.encoding, in: body, into: &out)
            copied = range.upperBound
        }
        append(body, copied..<body.count, into: &out)
    }

    private static func append(
        _ edits: [TextEdit], of range: Range<Int>, _ encoding: FormTextEncoding, in body: Span<UInt8>,
        into out: inout [UInt8]
    ) {
        var position = range.lowerBound
        var decoded = 0
        var remaining = edits[...]
        while true {
            while let edit = remaining.first, edit.range.lowerBound <= decoded,
                edit.range.upperBound <= decoded
            {
                remaining.removeFirst()
                if edit.range.isEmpty { append(edit.replacement, encoding, into: &out) }
            }
            guard position < range.upperBound else { return }
            let length = encoding.unit(at: position, before: range.upperBound, in: body).length
            if let edit = remaining.first, edit.range.lowerBound <= decoded {
                if edit.range.lowerBound == decoded { append(edit.replacement, encoding, into: &out) }
            } else {
                append(body, position..<position + length, into: &out)
            }
            position += length
            decoded += 1
        }
    }

    private static func append(
        _ replacement: [UInt8], _ encoding: FormTextEncoding, into out: inout [UInt8]
    ) {
        for byte in replacement { encoding.append(byte, into: &out) }
    }

    private static func append(_ body: Span<UInt8>, _ range: Range<Int>, into out: inout [UInt8]) {
        for index in range { out.append(body[index]) }
    }
}
