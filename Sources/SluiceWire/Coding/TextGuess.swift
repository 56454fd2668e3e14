/// Tells files that are text from those that are not, by their beginning.
///
/// A file counts as text unless bytes stand in it that no text has. So nothing that is text in any encoding of the usual
/// ones passes for sound or a picture; a file that is called text and is none is searched for nothing.
package enum TextGuess {
    /// How many bytes of a file are looked at.
    package static let length = 1024

    /// Whether the beginning of a file is that of a text, in UTF-16 if need be.
    package static func isText(_ beginning: Span<UInt8>) -> Bool {
        let count = min(beginning.count, length)
        if byteOrder(of: beginning) != nil { return true }
        for index in 0..<count where isForeign(beginning[index]) { return false }
        return true
    }

    /// Whether the beginning of a file is that of a text in UTF-16.
    package static func isUTF16(_ beginning: Span<UInt8>) -> Bool { byteOrder(of: beginning) != nil }

    /// Appends the text of a file as UTF-8.
    static func append(text file: [UInt8], to text: inout [UInt8]) {
        guard let order = byteOrder(of: file.span) else { return UTF8Repair.repair(file.span, into: &text) }
        var units: [UInt16] = []
        var index = 0
        while index + 1 < file.count {
            let pair = (UInt16(file[index]), UInt16(file[index + 1]))
            units.append(order == .big ? pair.0 << 8 | pair.1 : pair.1 << 8 | pair.0)
            index += 2
        }
        text.append(contentsOf: String(decoding: units, as: UTF16.self).utf8)
    }

    /// Whether a byte stands in no text: a control character that doesn't set text.
    package static func isForeign(_ byte: UInt8) -> Bool {
        byte < 0x20 && !(0x08...0x0D).contains(byte) && byte != 0x1B
    }

    private enum ByteOrder {
        case big
        case little
    }

    /// How UTF-16 stands in a file, by its mark or by the zeros of ASCII in it; nil when it is none.
    private static func byteOrder(of file: Span<UInt8>) -> ByteOrder? {
        let count = min(file.count, length) & ~1
        guard count >= 2 else { return nil }
        let orders: [ByteOrder] =
            switch (file[0], file[1]) {
            case (0xFE, 0xFF): [.big]
            case (0xFF, 0xFE): [.little]
            case (0, 1...): [.big]
            case (1..., 0): [.little]
            default: []
            }
        return orders.first { order in
            let high = order == .big ? 0 : 1
            return stride(from: 0, to: count, by: 2).allSatisfy { index in
                file[index + high] != 0 || !isForeign(file[index + 1 - high])
            }
        }
    }
}
