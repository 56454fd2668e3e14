package import SluiceWire

extension [UInt8] {
    /// The text with edits made; they are in order and don't overlap.
    package func applying(_ edits: [TextEdit]) -> [UInt8] {
        var result: [UInt8] = []
        var position = 0
        for edit in edits {
            let lower = Swift.min(Swift.max(edit.range.lowerBound, position), count)
            result.append(contentsOf: self[position..<lower])
            result.append(contentsOf: edit.replacement)
            position = Swift.max(lower, Swift.min(edit.range.upperBound, count))
        }
        result.append(contentsOf: self[position...])
        return result
    }

    /// Appends the elements of a span.
    mutating func append(_ bytes: Span<UInt8>) {
        bytes.withUnsafeBufferPointer { append(contentsOf: $0) }
    }
}

extension Span where Element == UInt8 {
    /// Whether the bytes are those of an array.
    func isEqual(to bytes: [UInt8]) -> Bool {
        guard count == bytes.count else { return false }
        for index in indices where self[index] != bytes[index] { return false }
        return true
    }
}
