/// A text that stands in a body, whole or in pieces, with the places of its characters.
struct BodyText {
    private(set) var units: [TextUnit] = []
    /// Whether it is the body as it stands, with all that is between its strings.
    var isWhole = false

    init() {}

    /// Adds a text in which a backslash begins an escape of JSON; what is no UTF-8 in it is a question mark each.
    mutating func append(_ body: [UInt8], _ range: Range<Int>) {
        units.reserveCapacity(units.count + range.count)
        var index = range.lowerBound
        while index < range.upperBound {
            let isASCII = body[index] < 0x80
            let (scalar, length) =
                isASCII
                ? Self.character(range.upperBound - index) { Unicode.Scalar(body[index + $0]) }
                : Self.scalar(body[index..<min(index + 4, range.upperBound)])
            units.append(TextUnit(scalar: scalar, raw: index..<(index + length)))
            index += length
        }
    }

    mutating func append(_ other: BodyText) {
        units += other.units
    }

    /// The text in UTF-8.
    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(units.count)
        for unit in units {
            if unit.scalar.isASCII {
                bytes.append(UInt8(truncatingIfNeeded: unit.scalar.value))
            } else {
                bytes += UTF8.encode(unit.scalar) ?? UTF8.encodedReplacementCharacter
            }
        }
        return bytes
    }

    /// The text that stands in this one when it is JSON itself; nil when nothing is escaped in it.
    var unescaped: BodyText? {
        guard units.contains(where: { $0.scalar == "\\" }) else { return nil }
        var text = BodyText()
        text.isWhole = isWhole
        var index = 0
        while index < units.count {
            let (scalar, length) = Self.character(units.count - index) { self.units[index + $0].scalar }
            let raw = units[index].raw.lowerBound..<units[index + length - 1].raw.upperBound
            text.units.append(TextUnit(scalar: scalar, raw: raw))
            index += length
        }
        return text
    }

    /// Where units stand in the body.
    func raw(_ range: Range<Int>) -> Range<Int> {
        guard let first = units[range].first, let last = units[range].last else { return 0..<0 }
        return first.raw.lowerBound..<last.raw.upperBound
    }

    /// The units that a range of the text's bytes touches.
    func units(in span: Range<Int>) -> Range<Int> {
        var offset = 0
        var lower: Int?
        for (index, unit) in units.enumerated() {
            if lower == nil, offset + UTF8.width(unit.scalar) > span.lowerBound { lower = index }
            if offset >= span.upperBound { return (lower ?? index)..<index }
            offset += UTF8.width(unit.scalar)
        }
        return (lower ?? units.count)..<units.count
    }

    /// The character that begins with these bytes, of which the first isn't ASCII.
    private static func scalar(_ bytes: ArraySlice<UInt8>) -> (Unicode.Scalar, Int) {
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        guard case .scalarValue(let scalar) = decoder.decode(&iterator) else { return ("?", 1) }
        return (scalar, UTF8.width(scalar))
    }

    /// The character that stands next and how many characters spell it, escapes of JSON read.
    private static func character(
        _ count: Int, _ at: (Int) -> Unicode.Scalar
    ) -> (scalar: Unicode.Scalar, length: Int) {
        guard at(0) == "\\", count > 1 else { return (at(0), 1) }
        switch at(1) {
        case "n": return ("\n", 2)
        case "r": return ("\r", 2)
        case "t": return ("\t", 2)
        case "b": return ("\u{8}", 2)
        case "f": return ("\u{C}", 2)
        case "u":
            guard let unit = codeUnit(2, count, at) else { return ("u", 2) }
            if let scalar = Unicode.Scalar(unit) { return (scalar, 6) }
            guard unit < 0xDC00, count >= 12, at(6) == "\\", at(7) == "u", let low = codeUnit(8, count, at),
                low & 0xFC00 == 0xDC00,
                let scalar = Unicode.Scalar(0x10000 + ((unit & 0x3FF) << 10) + (low & 0x3FF))
            else { return ("?", 6) }
            return (scalar, 12)
        default: return (at(1), 2)
        }
    }

    private static func codeUnit(_ start: Int, _ count: Int, _ at: (Int) -> Unicode.Scalar) -> UInt32? {
        guard start + 4 <= count else { return nil }
        var unit: UInt32 = 0
        for index in start..<(start + 4) {
            guard let digit = Character(at(index)).hexDigitValue, at(index).isASCII else { return nil }
            unit = unit << 4 | UInt32(digit)
        }
        return unit
    }
}
