/// How the bytes of a form's text are written; each unit of it stands for one byte.
package enum FormTextEncoding: Sendable {
    /// As they are: the body of a multipart part.
    case verbatim
    /// `application/x-www-form-urlencoded`: `+` and `%XX` (WHATWG URL, section 5.1).
    case form
    /// A quoted parameter: `\"` and `\\` (RFC 9110, section 5.6.4), and the `%22`, `%0D`, `%0A` that browsers write.
    case quoted
    /// An extended parameter, `filename*=UTF-8''...` (RFC 8187): `%XX`.
    case extended
}

extension FormTextEncoding {
    /// The unit that starts at `position`: its raw length (at least 1) and the byte it stands for.
    ///
    /// - Precondition: `position < end` and `end <= body.count`.
    func unit(at position: Int, before end: Int, in body: Span<UInt8>) -> (length: Int, byte: UInt8) {
        let byte = body[position]
        switch (self, byte) {
        case (.form, UInt8(ascii: "+")):
            return (1, UInt8(ascii: " "))
        case (.form, UInt8(ascii: "%")), (.extended, UInt8(ascii: "%")):
            return Self.percentUnit(at: position, before: end, in: body) ?? (1, byte)
        case (.quoted, UInt8(ascii: "%")):
            guard let unit = Self.percentUnit(at: position, before: end, in: body),
                unit.byte == UInt8(ascii: "\"") || unit.byte == 0x0D || unit.byte == 0x0A
            else { return (1, byte) }
            return unit
        case (.quoted, UInt8(ascii: "\\")):
            guard position + 1 < end else { return (1, byte) }
            let next = body[position + 1]
            return next == UInt8(ascii: "\"") || next == byte ? (2, next) : (1, byte)
        default:
            return (1, byte)
        }
    }

    /// Appends `byte` as this encoding writes it.
    func append(_ byte: UInt8, into out: inout [UInt8]) {
        let isPlain =
            switch self {
            case .verbatim: true
            case .form, .extended: byte.isUnreserved
            case .quoted: byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\") && byte >= 0x20
            }
        if isPlain {
            out.append(byte)
        } else if self == .form, byte == UInt8(ascii: " ") {
            out.append(UInt8(ascii: "+"))
        } else if self == .quoted, byte == UInt8(ascii: "\\") {
            out.append(byte)
            out.append(byte)
        } else {
            out.append(UInt8(ascii: "%"))
            out.append(UInt8.hexadecimalDigit(byte >> 4))
            out.append(UInt8.hexadecimalDigit(byte & 0xF))
        }
    }

    private static func percentUnit(
        at position: Int, before end: Int, in body: Span<UInt8>
    ) -> (length: Int, byte: UInt8)? {
        guard position + 2 < end, let high = body[position + 1].hexadecimalValue,
            let low = body[position + 2].hexadecimalValue
        else { return nil }
        return (3, high << 4 | low)
    }
}
