/// A piece of a raw JSON string that can only be decoded as one: a run of unescaped bytes, or one
/// escape sequence (both halves of a surrogate pair together).
@safe struct JSONTextUnit {
    /// The raw offset behind the piece.
    let end: Int
    let isEscape: Bool
    /// The decoded character of an escape sequence.
    private let scalar: Unicode.Scalar

    /// The piece that begins at `start`; `limit` is the end of the string and above `start`.
    init(_ base: UnsafePointer<UInt8>, _ start: Int, _ limit: Int) {
        guard unsafe base[start] == UInt8(ascii: "\\"), start + 1 < limit else {
            var index = start + 1
            while index < limit, unsafe base[index] != UInt8(ascii: "\\") {
                index += 1
            }
            self.init(end: index, isEscape: false, scalar: "\0")
            return
        }
        guard unsafe base[start + 1] == UInt8(ascii: "u") else {
            self.init(
                end: start + 2, isEscape: true, scalar: Self.character(unsafe base[start + 1]))
            return
        }
        let unit = unsafe Self.codeUnit(base, start, limit)
        if let scalar = Unicode.Scalar(UInt32(unit)) {
            self.init(end: min(start + 6, limit), isEscape: true, scalar: scalar)
            return
        }
        if unit < 0xdc00, start + 8 <= limit, unsafe base[start + 6] == UInt8(ascii: "\\"),
            unsafe base[start + 7] == UInt8(ascii: "u")
        {
            let low = unsafe Self.codeUnit(base, start + 6, limit)
            let pair = 0x10000 + (UInt32(unit & 0x3ff) << 10) + UInt32(low & 0x3ff)
            if low & 0xfc00 == 0xdc00, let scalar = Unicode.Scalar(pair) {
                self.init(end: start + 12, isEscape: true, scalar: scalar)
                return
            }
        }
        self.init(end: min(start + 6, limit), isEscape: true, scalar: "\u{fffd}")
    }

    private init(end: Int, isEscape: Bool, scalar: Unicode.Scalar) {
        self.end = end
        self.isEscape = isEscape
        self.scalar = scalar
    }

    /// The length of the decoded character of an escape sequence in UTF-8.
    var decodedLength: Int { UTF8.width(scalar) }

    /// Appends the decoded character of an escape sequence.
    func append(to text: inout [UInt8]) {
        if scalar.isASCII {
            text.append(UInt8(truncatingIfNeeded: scalar.value))
        } else {
            text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        }
    }

    private static func character(_ escape: UInt8) -> Unicode.Scalar {
        switch escape {
        case UInt8(ascii: "b"): "\u{8}"
        case UInt8(ascii: "f"): "\u{c}"
        case UInt8(ascii: "n"): "\n"
        case UInt8(ascii: "r"): "\r"
        case UInt8(ascii: "t"): "\t"
        default: Unicode.Scalar(escape)
        }
    }

    /// The number that the `\uXXXX` at `start` spells; U+FFFD when it is cut off or misspelt.
    private static func codeUnit(_ base: UnsafePointer<UInt8>, _ start: Int, _ limit: Int) -> UInt16 {
        guard start + 6 <= limit else { return 0xfffd }
        var unit: UInt16 = 0
        for index in (start + 2)..<(start + 6) {
            guard let digit = unsafe base[index].hexadecimalValue else { return 0xfffd }
            unit = unit << 4 | UInt16(digit)
        }
        return unit
    }
}
