/// The way from offsets of a normalised text back to the original bytes.
///
/// Only places where a code point's length changed are kept; between them both texts run in step.
struct OffsetMap: Sendable {
    /// A code point, or a run of vanished ones, whose length changed; its places count from the map's origin.
    ///
    /// A stream keeps several of these between two pieces, and thousands of streams wait at a time: hence the few bits.
    private struct Change: Sendable {
        var normalized: UInt32
        var original: UInt32
        var normalizedLength: UInt16
        var originalLength: UInt16

        var normalizedEnd: Int { Int(normalized) + Int(normalizedLength) }
        var originalEnd: Int { Int(original) + Int(originalLength) }
    }

    private var changes: [Change] = []
    /// Where the places of changes count from: the first one that is kept; without any, the end of the last one.
    private var origin = (normalized: 0, original: 0)

    /// `original - normalized` before the first change that is kept.
    private var firstDistance: Int { origin.original - origin.normalized }

    /// The bytes that the changes occupy.
    var memoryBytes: Int { changes.capacity * MemoryLayout<Change>.stride }

    /// Notes that the code point of `originalLength` bytes at `original` became `normalizedLength` bytes at `normalized`.
    mutating func add(
        normalized: Int, length normalizedLength: Int, original: Int, length originalLength: Int
    ) {
        if changes.isEmpty { origin = (normalized, original) }
        let change = Change(
            normalized: UInt32(clamping: normalized - origin.normalized),
            original: UInt32(clamping: original - origin.original),
            normalizedLength: UInt16(clamping: normalizedLength),
            originalLength: UInt16(clamping: originalLength))
        if normalizedLength == 0, let last = changes.last, last.normalizedLength == 0,
            last.normalized == change.normalized, last.originalEnd == Int(change.original),
            Int(last.originalLength) + originalLength <= UInt16.max
        {
            changes[changes.count - 1].originalLength += change.originalLength
            return
        }
        changes.append(change)
    }

    /// The original offset at which the code point that yielded the byte at `offset` begins.
    ///
    /// Vanished code points in front of it are left out.
    @inline(__always)
    func start(of offset: Int) -> Int {
        changes.isEmpty ? offset &+ firstDistance : startBehindChanges(of: offset)
    }

    private func startBehindChanges(of offset: Int) -> Int {
        guard let change = lastChange(at: offset) else { return offset + firstDistance }
        let place = offset - origin.normalized
        if place < change.normalizedEnd { return origin.original + Int(change.original) }
        return origin.original + place - change.normalizedEnd + change.originalEnd
    }

    /// The original offset at which the code point that yielded the byte before `offset` ends.
    func end(of offset: Int) -> Int {
        guard let change = lastChange(at: offset - 1) else { return offset + firstDistance }
        return origin.original + change.originalEnd
            + max(offset - origin.normalized - change.normalizedEnd, 0)
    }

    /// Forgets what lies before `offset`, which will not be asked for again.
    mutating func drop(before offset: Int) {
        guard let first = changes.first, origin.normalized + Int(first.normalized) < offset else { return }
        let count = index(of: offset - 1)
        let last = changes[count - 1]
        // A change that reaches beyond the offset is still needed.
        let isNeeded = origin.normalized + last.normalizedEnd > offset
        let dropped = isNeeded ? count - 1 : count
        guard dropped > 0 else { return }
        let end = changes[dropped - 1]
        changes.removeSubrange(0..<dropped)
        if let first = changes.first {
            moveOrigin(to: first)
        } else {
            origin.normalized += end.normalizedEnd
            origin.original += end.originalEnd
        }
    }

    /// What is kept of a text is short, so its places have room in 32 bits from here.
    private mutating func moveOrigin(to first: Change) {
        origin = (origin.normalized + Int(first.normalized), origin.original + Int(first.original))
        for index in changes.indices {
            changes[index].normalized -= first.normalized
            changes[index].original -= first.original
        }
    }

    private func lastChange(at offset: Int) -> Change? {
        guard let first = changes.first, origin.normalized + Int(first.normalized) <= offset else {
            return nil
        }
        return changes[index(of: offset) - 1]
    }

    /// The number of changes that begin at or before `offset`.
    private func index(of offset: Int) -> Int {
        let place = offset - origin.normalized
        var low = 0
        var high = changes.count
        while low < high {
            let middle = (low + high) / 2
            if changes[middle].normalized <= place { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
