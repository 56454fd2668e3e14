import SluicePipeline
import SluiceWire

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
        guard let feed = bytes.firstIndex(of: 0x0A, from: index), bytes[feed - 1] == 0x0D,
            feed + 1 < bytes.count
        else { throw .invalid }
        let line = bytes.extracting(index..<feed - 1)
        index = feed + 1
        guard let field = try? FieldLine(line) else { throw .invalid }
        try take(field.name, field.value)
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
}
