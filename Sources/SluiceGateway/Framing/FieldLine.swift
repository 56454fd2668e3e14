import SluicePipeline

/// One field line of a head or of trailers (RFC 9112, section 5).
struct FieldLine {
    /// Why a line is none.
    enum Fault: Error {
        /// It doesn't begin with a token and a colon.
        case noName
        /// A control character stands in its value.
        case noText
    }

    let name: String
    let value: String

    /// Reads a line, its end left out; blanks around the value go.
    init(_ line: Span<UInt8>) throws(Fault) {
        var colon = 0
        while colon < line.count, ASCII.isToken(line[colon]) { colon += 1 }
        guard colon > 0, colon < line.count, line[colon] == UInt8(ascii: ":") else { throw .noName }
        var start = colon + 1
        var end = line.count
        while start < end, ASCII.isBlank(line[start]) { start += 1 }
        while end > start, ASCII.isBlank(line[end - 1]) { end -= 1 }
        let value = line.extracting(start..<end)
        guard Self.isText(value) else { throw .noText }
        name = line.extracting(0..<colon).text
        self.value = value.text
    }

    /// Whether nothing in a value is a control character.
    static func isText(_ value: Span<UInt8>) -> Bool {
        for index in value.indices where value[index] < 0x20 && value[index] != 0x09 || value[index] == 0x7F {
            return false
        }
        return true
    }
}

extension Span<UInt8> {
    /// The bytes as a text, what isn't UTF-8 in them replaced.
    var text: String {
        withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }
}
