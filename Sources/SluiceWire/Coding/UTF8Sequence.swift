/// Well-formed UTF-8 byte sequences (Unicode 16, table 3-7).
enum UTF8Sequence {
    /// The length of the sequence that begins here, 0 when it is ill-formed or cut off.
    @inline(__always)
    static func length(_ bytes: UnsafePointer<UInt8>, available: Int) -> Int {
        let lead = unsafe bytes[0]
        if lead < 0x80 { return 1 }
        let length = expectedLength(lead)
        guard length > 0, length <= available, unsafe isSecond(bytes[1], after: lead) else { return 0 }
        for offset in 2..<max(length, 2) where unsafe bytes[offset] & 0xc0 != 0x80 {
            return 0
        }
        return length
    }

    /// The length that a first byte promises, 0 for a byte that begins nothing.
    @inline(__always)
    static func expectedLength(_ lead: UInt8) -> Int {
        switch lead {
        case 0x00...0x7f: 1
        case 0xc2...0xdf: 2
        case 0xe0...0xef: 3
        case 0xf0...0xf4: 4
        default: 0
        }
    }

    /// Whether the byte may stand second: no overlong form, no surrogate, nothing above U+10FFFF.
    @inline(__always)
    static func isSecond(_ byte: UInt8, after lead: UInt8) -> Bool {
        switch lead {
        case 0xe0: byte >= 0xa0 && byte <= 0xbf
        case 0xed: byte >= 0x80 && byte <= 0x9f
        case 0xf0: byte >= 0x90 && byte <= 0xbf
        case 0xf4: byte >= 0x80 && byte <= 0x8f
        default: byte & 0xc0 == 0x80
        }
    }

    static let replacement: [UInt8] = [0xef, 0xbf, 0xbd]
}
