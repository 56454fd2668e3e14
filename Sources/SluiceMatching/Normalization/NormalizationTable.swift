/// What each code point becomes, as UTF-8, in two levels.
///
/// A code point's upper bits select a block, its lower seven an entry of it. Blocks without a change are one and the same.
final class NormalizationTable: Sendable {
    /// Where the replacement of a code point stands; zero for a code point that stays as it is.
    struct Entry: Sendable, BitwiseCopyable {
        /// The place in the pool.
        ///
        /// Bit 31: changed. Bit 30: to one code point of the same length in UTF-8. Bits 8 to 29: offset. Bits 0 to 7: length.
        var bits: UInt32

        @inline(__always) var isIdentity: Bool { bits == 0 }
        @inline(__always) var keepsOffsets: Bool { bits & 1 << 30 != 0 }
        @inline(__always) var offset: Int { Int(bits >> 8 & 0x3F_FFFF) }
        @inline(__always) var length: Int { Int(bits & 0xFF) }
    }

    /// The longest replacement in bytes.
    static let longestReplacement = 64

    /// Whether A to Z become a to z; no table changes any other ASCII byte.
    let foldsASCII: Bool
    private let blocks: FixedTable<UInt16>
    private let entries: FixedTable<Entry>
    private let pool: FixedTable<UInt8>

    /// Where the tables stand, for text.
    @unsafe
    struct Pointers: BitwiseCopyable {
        let foldsASCII: Bool
        let blocks: UnsafePointer<UInt16>
        let entries: UnsafePointer<Entry>
        let pool: UnsafePointer<UInt8>

        /// The entry of a code point below U+110000.
        @inline(__always)
        func entry(of codePoint: UInt32) -> Entry {
            unsafe entries[Int(blocks[Int(codePoint >> 7)]) << 7 | Int(codePoint & 0x7F)]
        }
    }

    /// Where the tables stand; the table has to outlive them.
    var pointers: Pointers {
        unsafe Pointers(
            foldsASCII: foldsASCII, blocks: blocks.start, entries: entries.start, pool: pool.start)
    }

    init(mapping: [UInt32: [UInt32]], foldsASCII: Bool) {
        self.foldsASCII = foldsASCII
        var blocks = [UInt16](repeating: 0, count: 0x11_0000 >> 7)
        var entries = [Entry](repeating: Entry(bits: 0), count: 128)
        var pool: [UInt8] = []
        for (source, target) in mapping.sorted(by: { $0.key < $1.key }) where target != [source] {
            var bytes: [UInt8] = []
            for codePoint in target { UTF8Codec.append(codePoint, to: &bytes) }
            guard bytes.count <= Self.longestReplacement, source < 0x11_0000 else { continue }
            let block = Int(source >> 7)
            if blocks[block] == 0 {
                blocks[block] = UInt16(entries.count >> 7)
                entries.append(contentsOf: repeatElement(Entry(bits: 0), count: 128))
            }
            let keepsOffsets = target.count == 1 && bytes.count == UTF8Codec.length(of: source)
            entries[Int(blocks[block]) << 7 | Int(source & 0x7F)] = Entry(
                bits: 1 << 31 | (keepsOffsets ? 1 << 30 : 0) | UInt32(pool.count) << 8 | UInt32(bytes.count))
            pool.append(contentsOf: bytes)
        }
        self.blocks = FixedTable(blocks)
        self.entries = FixedTable(entries)
        self.pool = FixedTable(pool)
    }

    /// What one code point becomes.
    func replacement(of codePoint: UInt32) -> [UInt8] {
        let entry = unsafe pointers.entry(of: codePoint)
        if entry.isIdentity {
            var bytes: [UInt8] = []
            UTF8Codec.append(codePoint, to: &bytes)
            return bytes
        }
        return (entry.offset..<entry.offset + entry.length).map { unsafe pool[$0] }
    }

    /// A literal of a rule after normalisation.
    func normalize(_ literal: String) -> [UInt8] {
        literal.unicodeScalars.flatMap { replacement(of: $0.value) }
    }
}
