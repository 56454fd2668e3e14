/// One line of a server-sent event (WHATWG HTML, section 9.2.6), as ranges into the buffer.
enum EventLine {
    case data(Range<Int>)
    case name(Range<Int>)
    /// The value of an `id` field, or the whole line without a colon.
    case id(Range<Int>)
    /// A comment, another field's value, or a whole line without a colon.
    case other(Range<Int>)

    /// Reads a line with content.
    @inline(__always)
    init(_ line: Range<Int>, of buffer: UnsafeBufferPointer<UInt8>) {
        if unsafe Self.begins("data", line, buffer) {
            self = .data(unsafe Self.value(behind: 4, line, buffer))
        } else if unsafe Self.begins("event", line, buffer) {
            self = .name(unsafe Self.value(behind: 5, line, buffer))
        } else {
            let colon = line.first { unsafe buffer[$0] == UInt8(ascii: ":") }
            let value = colon.map { ($0 + 1)..<line.upperBound } ?? line
            self = unsafe Self.begins("id", line, buffer) ? .id(value) : .other(value)
        }
    }

    /// Whether the line is the field of this name.
    @inline(__always)
    private static func begins(
        _ name: StaticString, _ line: Range<Int>, _ buffer: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        let length = name.utf8CodeUnitCount
        guard line.count >= length else { return false }
        for offset in 0..<length {
            guard unsafe buffer[line.lowerBound + offset] == name.utf8Start[offset] else { return false }
        }
        return unsafe line.count == length || buffer[line.lowerBound + length] == UInt8(ascii: ":")
    }

    /// What stands behind the colon, less one space.
    @inline(__always)
    private static func value(
        behind length: Int, _ line: Range<Int>, _ buffer: UnsafeBufferPointer<UInt8>
    ) -> Range<Int> {
        var start = min(line.lowerBound + length + 1, line.upperBound)
        if start < line.upperBound, unsafe buffer[start] == UInt8(ascii: " ") {
            start += 1
        }
        return start..<line.upperBound
    }
}
