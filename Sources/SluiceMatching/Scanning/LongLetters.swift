import Glibc

/// The two letters beyond ASCII that a caseless regex takes for ASCII ones: U+017F for `s` and U+212A for `k`.
enum LongLetters {
    /// Whether one of them stands in a text.
    static func stand(in text: UnsafeBufferPointer<UInt8>) -> Bool {
        unsafe stands(0xC5, [0xBF], in: text) || stands(0xE2, [0x84, 0xAA], in: text)
    }

    private static func stands(_ lead: UInt8, _ rest: [UInt8], in text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let bytes = text.baseAddress else { return false }
        var offset = 0
        while offset < text.count {
            guard let found = unsafe memchr(bytes + offset, Int32(lead), text.count - offset) else {
                return false
            }
            offset = unsafe UnsafeRawPointer(found) - UnsafeRawPointer(bytes) + 1
            if unsafe text[offset...].starts(with: rest) { return true }
        }
        return false
    }
}
