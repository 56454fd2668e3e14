/// The way from offsets of a normalised text back to the original bytes.
///
/// Only places where a code point's length changed are kept; between them both texts run in step.
struct OffsetMap: Sendable {
    /// A code point, or a run of vanished ones, whose length changed.
    private struct Change: Sendable {
        var normalized: Int
        var original: Int
        private var lengths: (normalized: UInt32, original: UInt32)

        var normalizedLength: Int { Int(lengths.normalized) }
        var originalLength: Int { Int(lengths.original) }
        var normalizedEnd: Int { normalized + normalizedLength }
        var originalEnd: Int { original + originalLength }

        init(normalized: Int, length normalizedLength: Int, original: Int, length originalLength: Int) {
            self.normalized = normalized
            self.original = original
            lengths = (UInt32(clamping: normalizedLength), UInt32(clamping: originalLength))
        }
    }

    private var changes: [Change] = []
    /// `original - normalized` before the first change that is kept.
    private var firstDistance = 0

    /// The bytes that the changes occupy.
    var memoryBytes: Int { changes.capacity * MemoryLayout<Change>.stride }

    /// Notes that `originalLength` bytes at `original` became `normalizedLength` bytes at `normalized`.
    mutating func add(
        normalized: Int, length normalizedLength: Int, original: Int, length originalLength: Int
    ) {
        if normalizedLength == 0, let last = changes.last, last.normalizedLength == 0,
            last.normalized == normalized, last.originalEnd == original,
            last.originalLength + originalLength <= UInt32.max
        {
            changes[changes.count - 1] = Change(
                normalized: normalized, length: 0, original: last.original,
                length: last.originalLength + originalLength)
            return
        }
        changes.append(
            Change(
                normalized: normalized, length: normalizedLength, original: original, length: originalLength))
    }

    /// The original offset at which the code point that yielded the byte at `offset` begins.
    ///
    /// Vanished code points in front of it are left out.
    func start(of offset: Int) -> Int {
        guard let change = lastChange(at: offset) else { return offset + firstDistance }
        if offset < change.normalizedEnd { return change.original }
        return offset - change.normalizedEnd + change.originalEnd
    }

    /// The original offset at which the code point that yielded the byte before `offset` ends.
    func end(of offset: Int) -> Int {
        guard let change = lastChange(at: offset - 1) else { return offset + firstDistance }
        return change.originalEnd + max(offset - change.normalizedEnd, 0)
    }

    /// Forgets what lies before `offset`, which will not be asked for again.
    mutating func drop(before offset: Int) {
        guard let first = changes.first, first.normalized < offset else { return }
        let count = index(of: offset - 1)
        let last = changes[count - 1]
        // A change that reaches beyond the offset is still needed.
        let isNeeded = last.normalizedEnd > offset
        let dropped = isNeeded ? count - 1 : count
        guard dropped > 0 else { return }
        let change = changes[dropped - 1]
        firstDistance = change.originalEnd - change.normalizedEnd
        changes.removeSubrange(0..<dropped)
    }

    private func lastChange(at offset: Int) -> Change? {
        guard let first = changes.first, first.normalized <= offset else { return nil }
        return changes[index(of: offset) - 1]
    }

    /// The number of changes that begin at or before `offset`.
    private func index(of offset: Int) -> Int {
        var low = 0
        var high = changes.count
        while low < high {
            let middle = (low + high) / 2
            if changes[middle].normalized <= offset { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
