internal import SluicePipeline

/// One entry of an HTTP archive.
struct ArchiveEntry {
    /// A body as the archive keeps it.
    private struct Body {
        var text: [UInt8] = []
        var type = ""
        var isBase64 = false

        mutating func read(_ reader: inout LineReader) throws(LineReader.Fault) {
            try reader.members { (key, reader) throws(LineReader.Fault) in
                switch key {
                case "text" where reader.peek() == UInt8(ascii: "\""): text = try reader.text()
                case "mimeType": type = try reader.optionalString() ?? ""
                case "encoding": isBase64 = try reader.optionalString()?.lowercased() == "base64"
                default: try reader.skip()
                }
            }
        }

        /// Nil when it is no base64 though it says so.
        var bytes: [UInt8]? {
            isBase64 ? Base64.decode(String(decoding: text, as: UTF8.self)) : text
        }
    }

    private static let types = [
        "application/json", "text/event-stream", "application/x-ndjson", "application/jsonl",
        "application/vnd.amazon.eventstream",
    ]

    private var started: String?
    private var method = ""
    private var url = ""
    private var status = 0
    private var requestFields = HeaderFields()
    private var responseFields = HeaderFields()
    private var requestBody = Body()
    private var responseBody = Body()
    /// Times and lengths of the pieces of the answer, where Sluice has written them.
    private var chunks: [(microseconds: Int, length: Int)] = []

    init(_ reader: inout LineReader) throws(LineReader.Fault) {
        try reader.members { (key, reader) throws(LineReader.Fault) in
            switch key {
            case "startedDateTime": started = try reader.optionalString()
            case "request": try readRequest(&reader)
            case "response": try readResponse(&reader)
            default: try reader.skip()
            }
        }
    }

    private mutating func readRequest(_ reader: inout LineReader) throws(LineReader.Fault) {
        try reader.members { (key, reader) throws(LineReader.Fault) in
            switch key {
            case "method": method = try reader.string()
            case "url": url = try reader.string()
            case "headers": requestFields = try Self.fields(&reader)
            case "postData" where reader.peek() == UInt8(ascii: "{"): try requestBody.read(&reader)
            default: try reader.skip()
            }
        }
    }

    private mutating func readResponse(_ reader: inout LineReader) throws(LineReader.Fault) {
        try reader.members { (key, reader) throws(LineReader.Fault) in
            switch key {
            case "status": status = try reader.integer()
            case "headers": responseFields = try Self.fields(&reader)
            case "content" where reader.peek() == UInt8(ascii: "{"): try responseBody.read(&reader)
            case "_sluice_chunks": try readChunks(&reader)
            default: try reader.skip()
            }
        }
    }

    private mutating func readChunks(_ reader: inout LineReader) throws(LineReader.Fault) {
        try reader.elements { (reader) throws(LineReader.Fault) in
            var pair: [Int] = []
            try reader.elements { (reader) throws(LineReader.Fault) in pair.append(try reader.integer()) }
            guard pair.count == 2, pair[1] >= 0 else { throw LineReader.Fault() }
            chunks.append((pair[0], pair[1]))
        }
    }

    /// Without the fields of framing and coding, and those of HTTP/2 that are none.
    private static func fields(_ reader: inout LineReader) throws(LineReader.Fault) -> HeaderFields {
        var fields = HeaderFields()
        try reader.elements { (reader) throws(LineReader.Fault) in
            var name = ""
            var value = ""
            try reader.members { (key, reader) throws(LineReader.Fault) in
                switch key {
                case "name": name = try reader.string()
                case "value": value = try reader.string()
                default: try reader.skip()
                }
            }
            if !name.hasPrefix(":") { fields.fields.append(HeaderFields.Field(name: name, value: value)) }
        }
        for name in [FieldName.contentEncoding, .contentLength, .transferEncoding] { fields.remove(name) }
        return fields
    }

    /// Whether it may be an exchange with a model, and got an answer.
    var isOfModel: Bool {
        let types = [
            responseBody.type, responseFields[.contentType] ?? "", requestBody.type,
            requestFields[.contentType] ?? "",
        ]
        return 100...999 ~= status && !url.isEmpty
            && types.contains { type in Self.types.contains { type.lowercased().hasPrefix($0) } }
    }

    /// The entry as a recording; nil when a body is no base64 though the archive says so.
    func recording(id: String, origin: String) -> Recording? {
        guard let asked = requestBody.bytes, let answered = responseBody.bytes else { return nil }
        let (path, query) = Cassette.target(of: url)
        var fields = responseFields
        if !fields.contains(.contentType), !responseBody.type.isEmpty {
            fields.fields.append(HeaderFields.Field(name: "content-type", value: responseBody.type))
        }
        var recording = Recording(
            RecordedExchange(
                name: id,
                request: RecordedExchange.Request(
                    method: method, path: path, query: query, fields: requestFields, body: asked),
                response: RecordedExchange.Response(status: status, fields: fields, body: answered)),
            origin: origin)
        recording.started = started
        guard chunks.reduce(0, { $0 + $1.length }) == answered.count, !chunks.isEmpty else {
            return recording
        }
        recording.events.removeAll { event in
            switch event.fact {
            case .responseBody, .responseEnd: true
            default: false
            }
        }
        var start = 0
        for chunk in chunks {
            let piece = Array(answered[start..<(start + chunk.length)])
            recording.events.append(Recording.Event(chunk.microseconds, .responseBody(piece)))
            start += chunk.length
        }
        recording.events.append(Recording.Event(chunks.last?.microseconds ?? 0, .responseEnd))
        return recording
    }
}
