/// The bytes that key slices stand for, for the length of one call.
@safe struct KeyBytes {
    let payload: UnsafePointer<UInt8>
    let decoded: [UInt8]

    subscript(slice: KeySlice, offset: Int) -> UInt8 {
        slice.isDecoded ? decoded[slice.start + offset] : unsafe payload[slice.start + offset]
    }

    func areEqual(_ one: KeySlice, _ other: KeySlice) -> Bool {
        guard one.length == other.length else { return false }
        for offset in 0..<one.length where self[one, offset] != self[other, offset] {
            return false
        }
        return true
    }

    func hash(_ slice: KeySlice, seed: Int32) -> Int {
        var hasher = Hasher()
        hasher.combine(seed)
        if slice.isDecoded {
            unsafe decoded.withUnsafeBytes { bytes in
                let key = unsafe bytes[slice.start..<(slice.start + slice.length)]
                unsafe hasher.combine(bytes: UnsafeRawBufferPointer(rebasing: key))
            }
        } else {
            unsafe hasher.combine(
                bytes: UnsafeRawBufferPointer(start: payload + slice.start, count: slice.length))
        }
        return hasher.finalize()
    }
}
