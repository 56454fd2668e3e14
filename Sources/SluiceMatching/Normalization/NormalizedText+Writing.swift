extension NormalizedText {
    /// Copies what is valid of a text of which nothing changes, for which there is room; returns its length.
    ///
    /// Why it exists: looking at each code point took most of the search of a Chinese text for a few keywords.
    mutating func copyValid(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        let count = unsafe UTF8Validation.best.validLength(of: bytes)
        unsafe storage.withUnsafeMutableBytes { room in
            let target = unsafe UnsafeMutableRawBufferPointer(rebasing: room[(end - base)...])
            unsafe target.copyMemory(
                from: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[..<count]))
        }
        end += count
        return count
    }

    /// Writes normalised text until the room or the bytes run out; returns how far it came.
    mutating func write(
        _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, table: NormalizationTable.Pointers
    ) -> Int {
        let offset = base
        let original = originalEnd
        let used = end - base
        let (position, out) = unsafe storage.withUnsafeMutableBufferPointer { room in
            // Local, so that they stay in registers.
            var position = start
            var out = used
            let limit = room.count - NormalizationTable.longestReplacement
            while position < bytes.count, out < limit {
                if unsafe bytes[position] < 0x80 {
                    let count = unsafe Self.copyASCII(
                        UnsafeBufferPointer(rebasing: bytes[position...]),
                        to: UnsafeMutableBufferPointer(rebasing: room[out...]), folds: table.foldsASCII)
                    position += count
                    out += count
                    continue
                }
                let copied = unsafe Self.copyThreeByteCodePoints(
                    bytes, from: position, to: room, at: out, limit: limit, table: table)
                if copied > 0 {
                    position &+= copied
                    out &+= copied
                    continue
                }
                if let codePoint = unsafe Self.threeByteCodePoint(bytes, at: position),
                    unsafe table.entry(of: codePoint).isIdentity
                {
                    unsafe room[out] = unsafe bytes[position]
                    unsafe room[out &+ 1] = unsafe bytes[position &+ 1]
                    unsafe room[out &+ 2] = unsafe bytes[position &+ 2]
                    out &+= 3
                    position &+= 3
                    continue
                }
                let from = position
                let to = out
                var keepsOffsets = true
                switch unsafe UTF8Codec.read(bytes, at: position) {
                case .codePoint(let codePoint, let length):
                    let entry = unsafe table.entry(of: codePoint)
                    position += length
                    if entry.isIdentity {
                        for index in from..<position {
                            unsafe room[out] = unsafe bytes[index]
                            out += 1
                        }
                        continue
                    }
                    for index in entry.offset..<entry.offset + entry.length {
                        unsafe room[out] = unsafe table.pool[index]
                        out += 1
                    }
                    keepsOffsets = entry.keepsOffsets
                case .invalid(let length):
                    position += length
                    out = unsafe Self.writeReplacement(to: room, at: out)
                    keepsOffsets = false
                case .incomplete:
                    position = bytes.count
                    out = unsafe Self.writeReplacement(to: room, at: out)
                    keepsOffsets = false
                }
                if !keepsOffsets {
                    map.add(
                        normalized: offset + to, length: out - to, original: original + from,
                        length: position - from)
                }
            }
            return (position, out)
        }
        end = base + out
        return position
    }

    /// Copies code points of three bytes that stay as they are, until another one comes; returns the number of bytes.
    ///
    /// Why it exists: Chinese text is a long run of them, and the copy took three quarters of a search for keywords in it.
    /// Four bytes are read and written at a time, of which the last belongs to what follows and is written over; so none
    /// is read behind the last byte, and the room, which ends `longestReplacement` behind `limit`, holds what is written.
    @inline(__always)
    private static func copyThreeByteCodePoints(
        _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, to room: UnsafeMutableBufferPointer<UInt8>,
        at out: Int,
        limit: Int, table: NormalizationTable.Pointers
    ) -> Int {
        let most = min(bytes.count &- start &- 4, limit &- out)
        let source = UnsafeRawBufferPointer(bytes)
        let target = UnsafeMutableRawBufferPointer(room)
        var count = 0
        while count <= most {
            let loaded = unsafe source.loadUnaligned(fromByteOffset: start &+ count, as: UInt32.self)
            let word = UInt32(littleEndian: loaded)
            guard word & 0xC0_C0F0 == 0x80_80E0 else { break }
            let codePoint = (word & 0x0F) << 12 | word >> 2 & 0xFC0 | word >> 16 & 0x3F
            // Neither overlong nor half of a surrogate pair.
            guard codePoint >= 0x800, codePoint &- 0xD800 >= 0x800, unsafe table.keeps(codePoint) else {
                break
            }
            unsafe target.storeBytes(of: loaded, toByteOffset: out &+ count, as: UInt32.self)
            count &+= 3
        }
        return count
    }

    /// The code point of three bytes that begins here, for those first bytes behind which any trailing bytes may stand.
    ///
    /// Nearly all of Chinese, Japanese and Korean is of this kind; everything else takes the general way.
    @inline(__always)
    static func threeByteCodePoint(_ bytes: UnsafeBufferPointer<UInt8>, at position: Int) -> UInt32? {
        guard position &+ 2 < bytes.count else { return nil }
        let lead = unsafe UInt32(bytes[position])
        let second = unsafe UInt32(bytes[position &+ 1])
        let third = unsafe UInt32(bytes[position &+ 2])
        guard lead &- 0xE1 < 12, (second | third << 8) & 0xC0C0 == 0x8080 else { return nil }
        return (lead & 0x0F) << 12 | (second & 0x3F) << 6 | third & 0x3F
    }

    /// Copies bytes below 0x80 until another one comes or the room ends; returns their number.
    @inline(__always)
    private static func copyASCII(
        _ bytes: UnsafeBufferPointer<UInt8>, to room: UnsafeMutableBufferPointer<UInt8>, folds: Bool
    ) -> Int {
        let limit = min(bytes.count, room.count)
        var index = 0
        while index &+ 8 <= limit {
            var word = unsafe UnsafeRawBufferPointer(bytes).loadUnaligned(
                fromByteOffset: index, as: UInt64.self)
            if word & 0x8080_8080_8080_8080 != 0 { break }
            if folds {
                // Bit 7 of each byte of the sums: at least "A", beyond "Z".
                let upper =
                    (word &+ 0x3F3F_3F3F_3F3F_3F3F) & ~(word &+ 0x2525_2525_2525_2525) & 0x8080_8080_8080_8080
                word |= upper >> 2
            }
            unsafe UnsafeMutableRawBufferPointer(room).storeBytes(
                of: word, toByteOffset: index, as: UInt64.self)
            index &+= 8
        }
        let fold: UInt8 = folds ? 0x20 : 0
        while index < limit {
            let byte = unsafe bytes[index]
            if byte >= 0x80 { break }
            unsafe room[index] = byte &- 0x41 < 26 ? byte | fold : byte
            index &+= 1
        }
        return index
    }

    /// Writes U+FFFD.
    private static func writeReplacement(to room: UnsafeMutableBufferPointer<UInt8>, at position: Int) -> Int
    {
        unsafe room[position] = 0xEF
        unsafe room[position + 1] = 0xBF
        unsafe room[position + 2] = 0xBD
        return position + 3
    }
}
