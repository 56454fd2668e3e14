/// The three wrappings of deflate data.
enum StreamFormat: Sendable {
    /// RFC 1952.
    case gzip
    /// RFC 1950.
    case zlib
    /// RFC 1951, without a wrapping.
    case raw

    static let gzipMagic: UInt8 = 0x1f

    /// What the first two bytes say, and the declared coding where they say nothing.
    ///
    /// A zlib header is a multiple of 31 whose low nibble is 8 (RFC 1950, section 2.2).
    init(_ first: UInt8, _ second: UInt8, _ coding: ContentCoding) {
        if first == Self.gzipMagic, second == 0x8b {
            self = .gzip
        } else if first & 0x0f == 8, first >> 4 <= 7, (UInt16(first) << 8 | UInt16(second)) % 31 == 0 {
            self = .zlib
        } else {
            self = coding == .gzip ? .gzip : .raw
        }
    }

    /// The `windowBits` that zlib knows the format by.
    var windowBits: Int32 {
        switch self {
        case .gzip: 15 + 16
        case .zlib: 15
        case .raw: -15
        }
    }
}
