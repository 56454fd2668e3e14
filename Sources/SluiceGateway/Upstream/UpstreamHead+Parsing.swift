import SluicePipeline

/// Reading a head, strictly: what two programs could read in two ways is no head (RFC 9112, sections 2 to 6).
extension UpstreamHead {
    /// The most field lines.
    private static let fieldLimit = 256

    /// Reads the bytes of a head, the empty line at its end included.
    init(_ bytes: Span<UInt8>) throws(UpstreamFault) {
        guard bytes.count > 16, Self.isVersion(bytes) else { throw .invalid }
        var status = 0
        for index in 9..<12 {
            guard bytes[index] >= 0x30, bytes[index] <= 0x39 else { throw .invalid }
            status = status * 10 + Int(bytes[index] - 0x30)
        }
        guard (100..<600).contains(status), status != 101 else { throw .invalid }
        self.init(status: status, keepsAlive: bytes[7] == UInt8(ascii: "1"))
        var index = 12
        guard bytes[index] == 0x20 || bytes[index] == 0x0D else { throw .invalid }
        try Self.skipText(bytes, &index)
        fields.reserveCapacity(12)
        while bytes[index] != 0x0D {
            guard fields.count < Self.fieldLimit else { throw .invalid }
            try readField(bytes, &index)
        }
        guard !(isChunked && contentLength != nil) else { throw .invalid }
    }

    private static func isVersion(_ bytes: Span<UInt8>) -> Bool {
        let expected: StaticString = "HTTP/1."
        return expected.withUTF8Buffer { expected in
            for index in expected.indices where bytes[index] != expected[index] { return false }
            return (bytes[7] == UInt8(ascii: "0") || bytes[7] == UInt8(ascii: "1")) && bytes[8] == 0x20
        }
    }

    /// Goes on to the next line; the rest of this one has to be text.
    private static func skipText(_ bytes: Span<UInt8>, _ index: inout Int) throws(UpstreamFault) {
        while bytes[index] != 0x0D {
            guard bytes[index] >= 0x20 && bytes[index] != 0x7F || bytes[index] == 0x09 else { throw .invalid }
            index += 1
        }
        guard index + 2 < bytes.count, bytes[index + 1] == 0x0A else { throw .invalid }
        index += 2
    }

    private mutating func readField(_ bytes: Span<UInt8>, _ index: inout Int) throws(UpstreamFault) {
        let start = index
        while bytes[index] != UInt8(ascii: ":") {
            guard Self.isTokenByte(bytes[index]) else { throw .invalid }
            index += 1
        }
        guard index > start else { throw .invalid }
        let name = Self.text(bytes, start, index)
        index += 1
        while ASCII.isBlank(bytes[index]) { index += 1 }
        let valueStart = index
        try Self.skipText(bytes, &index)
        var valueEnd = index - 2
        while valueEnd > valueStart, ASCII.isBlank(bytes[valueEnd - 1]) { valueEnd -= 1 }
        try take(name, Self.text(bytes, valueStart, valueEnd))
    }

    private mutating func take(_ name: String, _ value: String) throws(UpstreamFault) {
        switch name.utf8.count {
        case 10 where FieldName.connection.matches(name):
            let options = HeaderFields([HeaderFields.Field(name: name, value: value)]).list(.connection)
            for option in options.map({ $0.lowercased() }) {
                if option == "close" { keepsAlive = false }
            }
        case 14 where FieldName.contentLength.matches(name):
            guard contentLength == nil, !value.isEmpty, value.utf8.count < 19,
                value.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 })
            else { throw .invalid }
            contentLength = Int(value)
            return
        case 16 where FieldName.contentEncoding.matches(name):
            isCoded = true
        case 17 where FieldName.transferEncoding.matches(name):
            guard !isChunked, value.utf8.elementsEqual("chunked".utf8, by: ASCII.isSameLetter) else {
                throw .invalid
            }
            isChunked = true
            return
        default: break
        }
        fields.append(HeaderFields.Field(name: name, value: value))
    }

    private static func text(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> String {
        bytes.extracting(start..<end).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }

    /// Whether a byte may stand in a field name (RFC 9110, section 5.6.2).
    private static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."),
            UInt8(ascii: "!"), UInt8(ascii: "#")...UInt8(ascii: "'"), UInt8(ascii: "*"), UInt8(ascii: "+"),
            UInt8(ascii: "^"), UInt8(ascii: "`"), UInt8(ascii: "|"), UInt8(ascii: "~"):
            true
        default: false
        }
    }
}
