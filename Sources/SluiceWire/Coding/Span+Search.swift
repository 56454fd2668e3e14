import Glibc

extension Span<UInt8> {
    /// The first place of a byte at or after `start`; nil if it isn't there.
    package func firstIndex(of byte: UInt8, from start: Int = 0) -> Int? {
        guard start < count else { return nil }
        return unsafe extracting(start..<count).withUnsafeBytes { rest in
            guard let first = rest.baseAddress, let found = unsafe memchr(first, Int32(byte), rest.count)
            else { return nil }
            return unsafe start + (UnsafeRawPointer(found) - first)
        }
    }
}
