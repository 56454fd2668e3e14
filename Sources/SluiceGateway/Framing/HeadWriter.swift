import SluicePipeline

/// Writes the lines of a head into memory that has room for all of them.
///
/// Why it exists: each step of a buffer's own costs as much as copying a line. Why it is safe: what doesn't fit isn't
/// written.
struct HeadWriter {
    private let memory: UnsafeMutableRawBufferPointer
    /// How many bytes are written.
    private(set) var count = 0

    init(_ memory: UnsafeMutableRawBufferPointer) {
        self.memory = memory
    }

    /// Room for everything in a head but its fields, texts and targets.
    static let spareBytes = 256

    mutating func write(_ text: String) {
        text.utf8.span.withUnsafeBytes { write($0) }
    }

    mutating func write(_ text: StaticString) {
        write(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Writes a number in decimal digits.
    mutating func write(decimal number: Int) {
        if number >= 10 { write(decimal: number / 10) }
        write(byte: UInt8(truncatingIfNeeded: 0x30 + max(0, number) % 10))
    }

    mutating func write(byte: UInt8) {
        guard count < memory.count else { return }
        memory[count] = byte
        count += 1
    }

    /// Writes field lines.
    ///
    /// - Parameter ownFields: Names whose lines are left out.
    mutating func write(_ fields: [HeaderFields.Field], except ownFields: FieldNameSet? = nil) {
        for field in fields {
            if let ownFields, ownFields.contains(field.name) { continue }
            write(field.name)
            write(": ")
            write(field.value)
            write("\r\n")
        }
    }

    private mutating func write(_ bytes: UnsafeRawBufferPointer) {
        guard bytes.count <= memory.count - count else { return }
        UnsafeMutableRawBufferPointer(rebasing: memory[count...]).copyMemory(from: bytes)
        count += bytes.count
    }
}

extension [HeaderFields.Field] {
    /// How many bytes their lines have.
    var lineBytes: Int { reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count + 4 } }
}
