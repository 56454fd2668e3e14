/// Finds line breaks, eight bytes at a time.
enum LineSearch {
    /// The offset of the first LF, or CR where that counts, from `start` on; the count without one.
    @inline(__always)
    static func firstBreak(in bytes: [UInt8], from start: Int, isCRBreak: Bool) -> Int {
        unsafe bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return buffer.count }
            let ones: UInt64 = 0x0101_0101_0101_0101
            let other: UInt64 = ones &* (isCRBreak ? 0x0d : 0x0a)
            var index = start
            while index + 8 <= buffer.count {
                let word = unsafe UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self).littleEndian
                let feeds = word ^ (ones &* 0x0a)
                let others = word ^ other
                // The lowest high bit that is set is exact; borrows reach only the bytes above it.
                let stops = ((feeds &- ones) & ~feeds | (others &- ones) & ~others) & (ones &* 0x80)
                if stops != 0 { return index &+ stops.trailingZeroBitCount &>> 3 }
                index &+= 8
            }
            while index < buffer.count {
                let byte = unsafe base[index]
                if byte == 0x0a || (isCRBreak && byte == 0x0d) { break }
                index += 1
            }
            return index
        }
    }
}
