/// What each code point becomes, as UTF-8, in two levels.
///
/// A code point's upper bits select a block, its lower seven an entry of it. Blocks without a change are one and the same.
final class NormalizationTable: Sendable {
    /// Where the replacement of a code point stands; zero for a code point that stays as it is.
    struct Entry: Sendable, BitwiseCopyable {
        /// The place in the pool.
        ///
        /// Bit 31: changed, or skipped. Bit 30: to one code point of the same length in UTF-8. Bits 8 to 29: offset.
        /// Bit 7: skipped. Bits 0 to 6: length.
        var bits: UInt32

        @inline(__always) var isIdentity: Bool { bits == 0 }
        @inline(__always) var keepsOffsets: Bool { bits & 1 << 30 != 0 }
        @inline(__always) var offset: Int { Int(bits >> 8 & 0x3F_FFFF) }
        @inline(__always) var length: Int { Int(bits & 0x7F) }
        @inline(__always) var isSkipped: Bool { bits & 1 << 7 != 0 }
    }

    /// The longest replacement in bytes.
    static let longestReplacement = 64

    /// Whether A to Z become a to z.
    let foldsASCII: Bool
    /// Whether no other ASCII byte is changed, and no code point because of those before it.
    let isPlain: Bool
    /// Whether repeats of a code point vanish.
    private let squeezes: Bool
    /// How many code points in a row are skipped.
    private let skippedCount: UInt8
    private let blocks: FixedTable<UInt16>
    private let entries: FixedTable<Entry>
    private let pool: FixedTable<UInt8>

    /// Where the tables stand, for text.
    @unsafe
    struct Pointers: BitwiseCopyable {
        let foldsASCII: Bool
        let isPlain: Bool
        /// Whether all text stays as it is.
        let keepsAll: Bool
        let squeezes: Bool
        let skippedCount: UInt8
        let blocks: UnsafePointer<UInt16>
        let entries: UnsafePointer<Entry>
        let pool: UnsafePointer<UInt8>

        /// Whether a code point below U+110000 stays as it is; for most it is enough that none of its block changes.
        @inline(__always)
        func keeps(_ codePoint: UInt32) -> Bool {
            let block = unsafe Int(blocks[Int(codePoint >> 7)])
            return unsafe block == 0 || entries[block << 7 | Int(codePoint & 0x7F)].isIdentity
        }

        /// The entry of a code point below U+110000.
        @inline(__always)
        func entry(of codePoint: UInt32) -> Entry {
            unsafe entries[Int(blocks[Int(codePoint >> 7)]) << 7 | Int(codePoint & 0x7F)]
        }
    }

    /// Where the tables stand; the table has to outlive them.
    var pointers: Pointers {
        unsafe Pointers(
            foldsASCII: foldsASCII, isPlain: isPlain,
            keepsAll: isPlain && !foldsASCII && entries.count == 128,
            squeezes: squeezes, skippedCount: skippedCount,
            blocks: blocks.start, entries: entries.start, pool: pool.start)
    }

    /// From here on no code point is skipped.
    private static let endOfSkipped: UInt32 = 0x2_0000

    init(mapping: [UInt32: [UInt32]], of normalization: Normalization) {
        foldsASCII = normalization.contains(.caseFold)
        isPlain = normalization.isPlain
        squeezes = normalization.contains(.squeeze)
        skippedCount = normalization.skippedCount
        var mapping = mapping
        var skipped: Set<UInt32> = []
        if skippedCount > 0 {
            for value in 0..<Self.endOfSkipped {
                guard let scalar = Unicode.Scalar(value), normalization.skips(scalar) else { continue }
                skipped.insert(value)
                if mapping[value] == nil { mapping[value] = [value] }
            }
        }
        var blocks = [UInt16](repeating: 0, count: 0x11_0000 >> 7)
        var entries = [Entry](repeating: Entry(bits: 0), count: 128)
        var pool: [UInt8] = []
        for (source, target) in mapping.sorted(by: { $0.key < $1.key })
        where target != [source] || skipped.contains(source) {
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
                bits: 1 << 31 | (keepsOffsets ? 1 << 30 : 0) | (skipped.contains(source) ? 1 << 7 : 0)
                    | UInt32(pool.count) << 8 | UInt32(bytes.count))
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
        if isPlain { return literal.unicodeScalars.flatMap { replacement(of: $0.value) } }
        var text = NormalizedText()
        let bytes = Array(literal.utf8)
        unsafe bytes.withUnsafeBufferPointer { unsafe text.append($0, table: pointers) }
        return Array(text.storage[..<text.end])
    }
}
