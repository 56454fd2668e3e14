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

    /// Takes a few bytes that don't end inside a code point.
    ///
    /// Most are text of which nothing changes but the case of ASCII letters. It is written together with the bytes before
    /// it, eight in all: who reads the last eight bytes reads what one instruction has written, and doesn't wait.
    @inline(__always)
    mutating func append(_ piece: ShortText, table: NormalizationTable.Pointers) {
        let used = end &- base
        guard used >= ShortText.capacity, used &+ piece.count <= storage.count, unsafe table.isPlain,
            unsafe piece.isKept(by: table)
        else {
            unsafe piece.withBytes { unsafe append($0, table: table) }
            return
        }
        let text = unsafe table.foldsASCII ? piece.foldingASCII() : piece
        unsafe storage.withUnsafeMutableBytes { room in
            let from = used &- ShortText.capacity
            let before = unsafe UInt64(
                littleEndian: room.loadUnaligned(fromByteOffset: from, as: UInt64.self))
            let word = text.word(behind: before)
            unsafe room.storeBytes(
                of: word.littleEndian, toByteOffset: from &+ text.count, as: UInt64.self)
        }
        end &+= text.count
        originalEnd &+= text.count
    }

    /// Takes bytes that don't end inside a code point; if they do, that beginning counts as invalid.
    mutating func append(_ bytes: UnsafeBufferPointer<UInt8>, table: NormalizationTable.Pointers) {
        var position = 0
        if unsafe table.keepsAll {
            makeRoom(for: bytes.count)
            position = unsafe copyValid(bytes)
        }
        while position < bytes.count {
            makeRoom(for: bytes.count - position)
            position =
                unsafe table.isPlain
                ? write(bytes, from: position, table: table) : reduce(bytes, from: position, table: table)
        }
        originalEnd += bytes.count
    }

    /// Makes room: a stream's text stays short and gets little more than it needs, a longer one twice what it had.
    private mutating func makeRoom(for length: Int) {
        let room = end - base + length + NormalizationTable.longestReplacement
        guard room > storage.count else { return }
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
}
