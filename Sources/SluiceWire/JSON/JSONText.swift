/// The two directions of JSON string escaping (RFC 8259, section 7).
package enum JSONText {
    /// Appends the text of the raw string at `range` (without its quotes) as UTF-8.
    ///
    /// Halves of surrogate pairs become U+FFFD. What no scan has accepted is copied as it is.
    package static func decode(_ payload: Span<UInt8>, _ range: Range<Int>, into text: inout [UInt8]) {
        let range = range.clamped(to: 0..<payload.count)
        unsafe payload.withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return }
            unsafe decode(base, range, into: &text)
        }
    }

    static func decode(_ base: UnsafePointer<UInt8>, _ range: Range<Int>, into text: inout [UInt8]) {
        var index = range.lowerBound
        while index < range.upperBound {
            let unit = unsafe JSONTextUnit(base, index, range.upperBound)
            if unit.isEscape {
                unit.append(to: &text)
            } else {
                unsafe text.append(
                    contentsOf: UnsafeBufferPointer(start: base + index, count: unit.end - index))
            }
            index = unit.end
        }
    }

    /// Appends text as the inside of a JSON string; what is not UTF-8 in it becomes U+FFFD.
    package static func appendEscaped(_ text: Span<UInt8>, into out: inout [UInt8]) {
        guard UTF8Repair.isValid(text) else {
            var repaired: [UInt8] = []
            UTF8Repair.repair(text, into: &repaired)
            return appendEscaped(repaired.span, into: &out)
        }
        var start = 0
        for index in 0..<text.count {
            let byte = text[index]
            guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else { continue }
            text.extracting(start..<index).append(to: &out)
            appendEscape(byte, into: &out)
            start = index + 1
        }
        text.extracting(start..<text.count).append(to: &out)
    }

    private static func appendEscape(_ byte: UInt8, into out: inout [UInt8]) {
        out.append(UInt8(ascii: "\\"))
        switch byte {
        case 0x08: out.append(UInt8(ascii: "b"))
        case 0x09: out.append(UInt8(ascii: "t"))
        case 0x0a: out.append(UInt8(ascii: "n"))
        case 0x0c: out.append(UInt8(ascii: "f"))
        case 0x0d: out.append(UInt8(ascii: "r"))
        case 0x00..<0x20:
            out.append(contentsOf: "u00".utf8)
            out.append(UInt8(ascii: "0") + (byte >> 4))
            out.append("0123456789abcdef".utf8.dropFirst(Int(byte & 15)).first ?? UInt8(ascii: "0"))
        default: out.append(byte)
        }
    }
}
