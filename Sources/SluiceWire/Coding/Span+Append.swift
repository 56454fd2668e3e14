extension Span<UInt8> {
    /// Appends all bytes to an array.
    package func append(to out: inout [UInt8]) {
        unsafe withUnsafeBufferPointer { bytes in
            unsafe out.append(contentsOf: bytes)
        }
    }
}
