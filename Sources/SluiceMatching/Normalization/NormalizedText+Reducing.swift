extension NormalizedText {
    /// Writes text of which repeats and inserted characters vanish, until the room or the bytes run out; returns how far it
    /// came.
    mutating func reduce(
        _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, table: NormalizationTable.Pointers
    ) -> Int {
        var position = start
        var out = end - base
        let limit = storage.count - NormalizationTable.longestReplacement
        while position < bytes.count, out < limit {
            let from = position
            let to = out
            var keepsOffsets = false
            switch unsafe UTF8Codec.read(bytes, at: position) {
            case .codePoint(let codePoint, let length):
                position += length
                let entry = unsafe table.entry(of: codePoint)
                if unsafe !isSkipped(entry, atMost: table.skippedCount) {
                    keepsOffsets = unsafe write(codePoint, entry, table, at: &out)
                }
            case .invalid(let length):
                position += length
                unsafe write(0xFFFD, squeezes: table.squeezes, at: &out)
            case .incomplete:
                position = bytes.count
                unsafe write(0xFFFD, squeezes: table.squeezes, at: &out)
            }
            if !keepsOffsets {
                map.add(
                    normalized: base + to, length: out - to, original: originalEnd + from,
                    length: position - from)
            }
        }
        end = base + out
        return position
    }

    /// Whether a code point vanishes as one of the first of its kind in a row.
    private mutating func isSkipped(_ entry: NormalizationTable.Entry, atMost most: UInt8) -> Bool {
        guard entry.isSkipped else {
            skipped = 0
            return false
        }
        guard skipped < most else { return false }
        skipped += 1
        return true
    }

    /// Writes what a code point becomes; returns whether it stands at the same distance from the code points around it.
    private mutating func write(
        _ codePoint: UInt32, _ entry: NormalizationTable.Entry, _ table: NormalizationTable.Pointers,
        at out: inout Int
    ) -> Bool {
        guard !entry.isIdentity else {
            return unsafe write(codePoint, squeezes: table.squeezes, at: &out)
        }
        let replacement = unsafe UnsafeBufferPointer(start: table.pool + entry.offset, count: entry.length)
        var position = 0
        var isWhole = true
        while position < replacement.count,
            case .codePoint(let codePoint, let length) = unsafe UTF8Codec.read(replacement, at: position)
        {
            position += length
            let isWritten = unsafe write(codePoint, squeezes: table.squeezes, at: &out)
            isWhole = isWhole && isWritten
        }
        return isWhole && entry.keepsOffsets
    }

    /// Writes a code point unless it repeats the last one; returns whether it was written.
    @discardableResult
    private mutating func write(_ codePoint: UInt32, squeezes: Bool, at out: inout Int) -> Bool {
        if squeezes {
            if codePoint == last { return false }
            last = codePoint
        }
        out = UTF8Codec.write(codePoint, to: &storage, at: out)
        return true
    }
}
