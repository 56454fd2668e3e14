/// Reading and writing of single code points in UTF-8 (Unicode 3.9, table 3-7).
enum UTF8Codec {
    /// What stands at a place of a byte sequence.
    enum Reading: Equatable {
        case codePoint(UInt32, length: Int)
        /// No code point: so many bytes, a maximal subpart, stand for one U+FFFD.
        case invalid(length: Int)
        /// The beginning of a code point; all bytes that are left belong to it.
        case incomplete
    }

    /// Reads at `position`, which lies inside `bytes`.
    static func read(_ bytes: UnsafeBufferPointer<UInt8>, at position: Int) -> Reading {
        let lead = unsafe bytes[position]
        let trailing: Int
        var value: UInt32
        var range: ClosedRange<UInt8> = 0x80...0xBF
        switch lead {
        case 0x00...0x7F:
            return .codePoint(UInt32(lead), length: 1)
        case 0xC2...0xDF:
            (trailing, value) = (1, UInt32(lead & 0x1F))
        case 0xE0...0xEF:
            (trailing, value) = (2, UInt32(lead & 0x0F))
            if lead == 0xE0 { range = 0xA0...0xBF }
            if lead == 0xED { range = 0x80...0x9F }
        case 0xF0...0xF4:
            (trailing, value) = (3, UInt32(lead & 0x07))
            if lead == 0xF0 { range = 0x90...0xBF }
            if lead == 0xF4 { range = 0x80...0x8F }
        default:
            return .invalid(length: 1)
        }
        for index in 1...trailing {
            guard position + index < bytes.count else { return .incomplete }
            let byte = unsafe bytes[position + index]
            guard range.contains(byte) else { return .invalid(length: index) }
            value = value << 6 | UInt32(byte & 0x3F)
            range = 0x80...0xBF
        }
        return .codePoint(value, length: trailing + 1)
    }

    /// How many bytes at the end of `bytes` are the beginning of a code point.
    static func incompleteTail(of bytes: UnsafeBufferPointer<UInt8>) -> Int {
        let count = bytes.count
        // Most texts end with ASCII or with a code point of three bytes.
        guard let last = unsafe bytes.last, last >= 0x80 else { return 0 }
        if count >= 3, unsafe bytes[count - 3] & 0xF0 == 0xE0, unsafe (bytes[count - 2] | last) & 0xC0 == 0x80
        {
            return 0
        }
        for length in 1...3 where length <= bytes.count {
            let byte = unsafe bytes[bytes.count - length]
            if byte & 0xC0 == 0x80 { continue }
            return unsafe read(bytes, at: bytes.count - length) == .incomplete ? length : 0
        }
        return 0
    }

    /// The length of a code point in UTF-8.
    static func length(of codePoint: UInt32) -> Int {
        codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x1_0000 ? 3 : 4
    }

    /// Writes a code point over the bytes from `offset` on, which are there; returns where it ends.
    static func write(_ codePoint: UInt32, to bytes: inout [UInt8], at offset: Int) -> Int {
        let length = length(of: codePoint)
        guard length > 1 else {
            bytes[offset] = UInt8(truncatingIfNeeded: codePoint)
            return offset + 1
        }
        var rest = codePoint
        for index in (1..<length).reversed() {
            bytes[offset + index] = UInt8(truncatingIfNeeded: 0x80 | rest & 0x3F)
            rest >>= 6
        }
        bytes[offset] = UInt8(truncatingIfNeeded: 0xF00 >> UInt32(length) & 0xFF | rest)
        return offset + length
    }

    /// Writes a code point.
    static func append(_ codePoint: UInt32, to bytes: inout [UInt8]) {
        switch length(of: codePoint) {
        case 1:
            bytes.append(UInt8(truncatingIfNeeded: codePoint))
        case 2:
            bytes.append(UInt8(truncatingIfNeeded: 0xC0 | codePoint >> 6))
            bytes.append(UInt8(truncatingIfNeeded: 0x80 | codePoint & 0x3F))
        case 3:
            bytes.append(UInt8(truncatingIfNeeded: 0xE0 | codePoint >> 12))
            bytes.append(UInt8(truncatingIfNeeded: 0x80 | codePoint >> 6 & 0x3F))
            bytes.append(UInt8(truncatingIfNeeded: 0x80 | codePoint & 0x3F))
        default:
            bytes.append(UInt8(truncatingIfNeeded: 0xF0 | codePoint >> 18))
            bytes.append(UInt8(truncatingIfNeeded: 0x80 | codePoint >> 12 & 0x3F))
            bytes.append(UInt8(truncatingIfNeeded: 0x80 | codePoint >> 6 & 0x3F))
            bytes.append(UInt8(truncatingIfNeeded: 0x80 | codePoint & 0x3F))
        }
    }
}
