internal import SluiceWire

/// Reads one line of a recording: JSON (RFC 8259) from left to right, without a tree.
///
/// Every method takes what it names or throws; white space before it is passed over.
struct LineReader {
    /// The line isn't what was asked for.
    struct Fault: Error {}

    /// Deeper nesting is refused.
    private static let deepest = 64

    private let bytes: ArraySlice<UInt8>
    private var index: Int

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        index = bytes.startIndex
    }

    /// The next byte that is no white space; nil at the end.
    mutating func peek() -> UInt8? {
        while index < bytes.endIndex {
            switch bytes[index] {
            case 0x20, 0x09, 0x0A, 0x0D: index += 1
            default: return bytes[index]
            }
        }
        return nil
    }

    /// Takes a byte if it is the next one.
    mutating func takes(_ character: Unicode.Scalar) -> Bool {
        guard peek() == UInt8(ascii: character) else { return false }
        index += 1
        return true
    }

    mutating func expect(_ character: Unicode.Scalar) throws(Fault) {
        guard takes(character) else { throw Fault() }
    }

    /// Takes the end of the line.
    mutating func end() throws(Fault) {
        guard peek() == nil else { throw Fault() }
    }

    /// Takes an integer.
    mutating func integer() throws(Fault) -> Int {
        guard let first = peek() else { throw Fault() }
        let isNegative = first == UInt8(ascii: "-")
        if isNegative { index += 1 }
        let start = index
        var number = 0
        while index < bytes.endIndex, case 0x30...0x39 = bytes[index] {
            let (tens, isOver) = number.multipliedReportingOverflow(by: 10)
            let (sum, isPast) = tens.addingReportingOverflow(Int(bytes[index] - 0x30))
            guard !isOver, !isPast else { throw Fault() }
            number = sum
            index += 1
        }
        guard index > start, bytes[start] != 0x30 || index == start + 1 else { throw Fault() }
        if index < bytes.endIndex, "eE.".utf8.contains(bytes[index]) { throw Fault() }
        return isNegative ? -number : number
    }

    /// Takes a string: its text as UTF-8.
    mutating func text() throws(Fault) -> [UInt8] {
        try expect("\"")
        let start = index
        var isEscaped = false
        while index < bytes.endIndex, bytes[index] != UInt8(ascii: "\"") {
            guard bytes[index] >= 0x20 else { throw Fault() }
            if bytes[index] == UInt8(ascii: "\\") {
                isEscaped = true
                index += 1
                guard index < bytes.endIndex else { throw Fault() }
                try escape()
            } else {
                index += 1
            }
        }
        guard index < bytes.endIndex else { throw Fault() }
        let raw = bytes[start..<index]
        index += 1
        guard UTF8Repair.isValid(raw.span) else { throw Fault() }
        guard isEscaped else { return Array(raw) }
        var text: [UInt8] = []
        text.reserveCapacity(raw.count)
        JSONText.decode(raw.span, 0..<raw.count, into: &text)
        return text
    }

    mutating func string() throws(Fault) -> String {
        String(decoding: try text(), as: UTF8.self)
    }

    /// Takes a string, or `null`.
    mutating func optionalString() throws(Fault) -> String? {
        guard peek() == UInt8(ascii: "n") else { return try string() }
        try word("null")
        return nil
    }

    /// Takes an object; the value of every member is left to the closure.
    mutating func members(_ body: (String, inout Self) throws(Fault) -> Void) throws(Fault) {
        try expect("{")
        guard !takes("}") else { return }
        repeat {
            let key = try string()
            try expect(":")
            try body(key, &self)
        } while takes(",")
        try expect("}")
    }

    /// Takes an array; every element is left to the closure.
    mutating func elements(_ body: (inout Self) throws(Fault) -> Void) throws(Fault) {
        try expect("[")
        guard !takes("]") else { return }
        repeat { try body(&self) } while takes(",")
        try expect("]")
    }

    /// Takes any value.
    mutating func skip(depth: Int = 0) throws(Fault) {
        guard depth < Self.deepest, let first = peek() else { throw Fault() }
        switch first {
        case UInt8(ascii: "\""): _ = try text()
        case UInt8(ascii: "{"):
            try members { (_, reader) throws(Fault) in try reader.skip(depth: depth + 1) }
        case UInt8(ascii: "["):
            try elements { (reader) throws(Fault) in try reader.skip(depth: depth + 1) }
        case UInt8(ascii: "t"): try word("true")
        case UInt8(ascii: "f"): try word("false")
        case UInt8(ascii: "n"): try word("null")
        default:
            let start = index
            while index < bytes.endIndex, "0123456789+-.eE".utf8.contains(bytes[index]) { index += 1 }
            guard index > start else { throw Fault() }
        }
    }

    private mutating func word(_ word: String) throws(Fault) {
        guard peek() != nil, bytes[index...].starts(with: word.utf8) else { throw Fault() }
        index += word.utf8.count
    }

    /// Passes over what stands behind a backslash.
    private mutating func escape() throws(Fault) {
        switch bytes[index] {
        case UInt8(ascii: "u"):
            guard bytes.endIndex - index > 4,
                bytes[(index + 1)...(index + 4)].allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit })
            else { throw Fault() }
            index += 5
        default:
            guard "\"\\/bfnrt".utf8.contains(bytes[index]) else { throw Fault() }
            index += 1
        }
    }
}
