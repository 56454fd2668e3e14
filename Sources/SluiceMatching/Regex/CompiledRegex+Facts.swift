import CPCRE2

extension CompiledRegex {
    /// The number of capture groups.
    var captureCount: Int { Int(fact(UInt32(PCRE2_INFO_CAPTURECOUNT))) }

    /// A lower bound of a match's length in code points.
    var minimumLength: Int { Int(fact(UInt32(PCRE2_INFO_MINLENGTH))) }

    /// The longest single lookbehind in code points.
    var longestLookbehind: Int { Int(fact(UInt32(PCRE2_INFO_MAXLOOKBEHIND))) }

    /// Which bytes a match can begin with.
    ///
    /// - Parameter mayIgnoreCase: Whether a letter may stand for its other cases as well; PCRE2 doesn't say.
    func firstBytes(mayIgnoreCase: Bool) -> ByteSet {
        var bitmap: UnsafePointer<UInt8>?
        unsafe pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_FIRSTBITMAP), &bitmap)
        if let bitmap = unsafe bitmap {
            var set = ByteSet()
            for byte in UInt8.min...UInt8.max where unsafe bitmap[Int(byte >> 3)] & 1 << (byte & 7) != 0 {
                set.insert(byte)
            }
            return set
        }
        guard fact(UInt32(PCRE2_INFO_FIRSTCODETYPE)) == 1 else { return .all }
        let byte = UInt8(truncatingIfNeeded: fact(UInt32(PCRE2_INFO_FIRSTCODEUNIT)))
        return mayIgnoreCase ? Self.variants(of: byte) : ByteSet(byte...byte)
    }

    /// Bytes of which every match holds one; `nil` when PCRE2 knows none.
    var requiredBytes: ByteSet? {
        guard fact(UInt32(PCRE2_INFO_LASTCODETYPE)) == 1 else { return nil }
        return Self.variants(of: UInt8(truncatingIfNeeded: fact(UInt32(PCRE2_INFO_LASTCODEUNIT))))
    }

    /// What may stand where PCRE2 names a byte.
    private static func variants(of byte: UInt8) -> ByteSet {
        // PCRE2 doesn't say whether the byte is meant caseless, so both cases are taken. K and S have a third case beyond
        // ASCII, U+212A and U+017F.
        guard byte < 0x80 else { return .nonASCII }
        var set = ByteSet()
        set.insert(byte)
        switch byte | 0x20 {
        case UInt8(ascii: "k"): set.insert(0xE2)
        case UInt8(ascii: "s"): set.insert(0xC5)
        default: break
        }
        if byte | 0x20 >= UInt8(ascii: "a"), byte | 0x20 <= UInt8(ascii: "z") { set.insert(byte ^ 0x20) }
        return set
    }

    /// The memory of the code and of its translation to machine code, in bytes.
    var byteCount: Int { size(UInt32(PCRE2_INFO_SIZE)) + size(UInt32(PCRE2_INFO_JITSIZE)) }

    private func size(_ what: UInt32) -> Int {
        var value = 0
        unsafe pcre2_pattern_info_8(code, what, &value)
        return value
    }

    private func fact(_ what: UInt32) -> UInt32 {
        var value: UInt32 = 0
        unsafe pcre2_pattern_info_8(code, what, &value)
        return value
    }
}
