/// The part of a text's normalised form that is still needed, with the way back to the original.
///
/// Offsets are those of the whole normalised text; `base` is that of the first byte that is kept.
struct NormalizedText: Sendable {
    /// Room for text; the first `end - base` bytes are in use.
    var storage: [UInt8] = []
    /// The offset of the first byte that is kept.
    private(set) var base = 0
    /// The offset after the last byte.
    var end = 0
    /// The original offset after the last code point that was taken.
    private(set) var originalEnd = 0
    var map = OffsetMap()
    /// The last code point, where repeats of it vanish.
    var last = UInt32.max
    /// How many code points in a row have been skipped.
    var skipped: UInt8 = 0

    /// The original range of a range that is not empty.
    func original(_ range: Range<Int>) -> Range<Int> {
        let start = map.start(of: range.lowerBound)
        return start..<max(start, map.end(of: range.upperBound))
    }

    /// The original offset of the code point at `offset`, or of the end.
    @inline(__always)
    func originalStart(of offset: Int) -> Int {
        offset >= end ? originalEnd : map.start(of: offset)
    }

    /// Takes bytes that don't end inside a code point; if they do, that beginning counts as invalid.
    @inline(__always)
    mutating func append(_ bytes: UnsafeBufferPointer<UInt8>, table: NormalizationTable.Pointers) {
        if unsafe !table.isPlain || !appendShort(bytes, table: table) {
            unsafe appendLong(bytes, table: table)
        }
    }

    /// Takes a few bytes of which nothing changes but the case of ASCII letters, which is what most pieces of a stream are;
    /// false if these are others.
    @inline(__always)
    private mutating func appendShort(
        _ bytes: UnsafeBufferPointer<UInt8>, table: NormalizationTable.Pointers
    ) -> Bool {
        let count = bytes.count
        let used = end &- base
        guard count <= Self.shortPiece, count <= storage.count &- used else { return false }
        let fold: UInt8 = unsafe table.foldsASCII ? 0x20 : 0
        let isTaken = unsafe storage.withUnsafeMutableBufferPointer { room in
            var all: UInt8 = 0
            for index in 0..<count {
                let byte = unsafe bytes[index]
                all |= byte
                unsafe room[used &+ index] = byte &- 0x41 < 26 ? byte | fold : byte
            }
            return unsafe all < 0x80 || Self.isKept(bytes, table: table)
        }
        guard isTaken else { return false }
        end &+= count
        originalEnd &+= count
        return true
    }

    /// Whether text consists of ASCII and of code points of three bytes that stay as they are.
    private static func isKept(
        _ bytes: UnsafeBufferPointer<UInt8>, table: NormalizationTable.Pointers
    ) -> Bool {
        var index = 0
        while index < bytes.count {
            if unsafe bytes[index] < 0x80 {
                index &+= 1
                continue
            }
            guard let codePoint = unsafe threeByteCodePoint(bytes, at: index), unsafe table.keeps(codePoint)
            else { return false }
            index &+= 3
        }
        return true
    }

    private mutating func appendLong(
        _ bytes: UnsafeBufferPointer<UInt8>, table: NormalizationTable.Pointers
    ) {
        var position = 0
        while position < bytes.count {
            let room = end - base + bytes.count - position + NormalizationTable.longestReplacement
            if room > storage.count { grow(to: room) }
            position =
                unsafe table.isPlain
                ? write(bytes, from: position, table: table) : reduce(bytes, from: position, table: table)
        }
        originalEnd += bytes.count
    }

    /// Makes room: a stream's text stays short and gets little more than it needs, a longer one twice what it had.
    private mutating func grow(to room: Int) {
        let count = room <= Self.shortText ? (room + 31) / 32 * 32 : max(room, 2 * storage.count)
        storage.reserveCapacity(count)
        storage.append(contentsOf: repeatElement(0, count: count - storage.count))
    }

    /// Forgets the text before `offset` and so many bytes, if that frees enough to be worth the move.
    @inline(__always)
    mutating func drop(before offset: Int, keeping kept: Int) {
        let count = offset &- kept &- base
        if count >= Self.leastDrop, 2 &* count >= end &- base { drop(count) }
    }

    private mutating func drop(_ most: Int) {
        var count = most
        while count > 0, storage[count] & 0xC0 == 0x80 { count -= 1 }
        let used = end - base
        unsafe storage.withUnsafeMutableBytes { bytes in
            let rest = unsafe UnsafeRawBufferPointer(rebasing: bytes[count..<used])
            unsafe bytes.copyMemory(from: rest)
        }
        base += count
        map.drop(before: base)
    }

    private static let leastDrop = 64
    private static let shortText = 512
    private static let shortPiece = 24
}
