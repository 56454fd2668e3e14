/// The mark that some writers put before UTF-8 (Unicode 16, section 23.8); it is no part of the text.
package enum ByteOrderMark {
    static let bytes: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// The bytes behind the mark, all of them where there is none.
    package static func dropped(from bytes: [UInt8]) -> ArraySlice<UInt8> {
        bytes.starts(with: Self.bytes) ? bytes.dropFirst(Self.bytes.count) : bytes[...]
    }

    /// Whether these bytes may be the beginning of a mark, and aren't all of it.
    package static func isCut(in bytes: [UInt8]) -> Bool {
        bytes.count < Self.bytes.count && Self.bytes.starts(with: bytes)
    }
}
