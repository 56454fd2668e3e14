/// FNV-1a, 64 bit, over the steps of a path.
enum PathHash {
    static let seed: UInt64 = 0xcbf2_9ce4_8422_2325

    @inline(__always)
    static func mix(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
        (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    }

    static func mix(_ hash: UInt64, _ number: Int32) -> UInt64 {
        var hash = hash
        for shift in [0, 8, 16, 24] as [Int32] {
            hash = mix(hash, UInt8(truncatingIfNeeded: number >> shift))
        }
        return hash
    }
}
