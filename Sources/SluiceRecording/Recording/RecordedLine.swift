internal import SluicePipeline

/// One event's line: `[microseconds, kind, data]`.
struct RecordedLine {
    var microseconds: Int
    private var kind: String
    private var method: String?
    private var path: String?
    private var headers: [[String]] = []
    private var status: Int?
    private var text: [UInt8]?
    private var base64: String?
    private var reason: String?
    private var decision = RuleHit(rule: "", target: "", span: 0..<0, action: "", isShadow: false)

    init(_ line: ArraySlice<UInt8>) throws(LineReader.Fault) {
        var reader = LineReader(line)
        try reader.expect("[")
        microseconds = try reader.integer()
        try reader.expect(",")
        kind = try reader.string()
        if reader.takes(",") { try readData(&reader) }
        try reader.expect("]")
        try reader.end()
    }

    private mutating func readData(_ reader: inout LineReader) throws(LineReader.Fault) {
        try reader.members { (key, reader) throws(LineReader.Fault) in
            switch key {
            case "method": method = try reader.string()
            case "path": path = try reader.string()
            case "headers": try readHeaders(&reader)
            case "status": status = try reader.integer()
            case "d": text = try reader.text()
            case "b64": base64 = try reader.string()
            case "reason": reason = try reader.string()
            case "rule": decision.rule = try reader.string()
            case "target": decision.target = try reader.string()
            case "action": decision.action = try reader.string()
            case "mode": decision.isShadow = try reader.string() == "shadow"
            case "span": try readSpan(&reader)
            default: try reader.skip()
            }
        }
    }

    private mutating func readSpan(_ reader: inout LineReader) throws(LineReader.Fault) {
        var bounds: [Int] = []
        try reader.elements { (reader) throws(LineReader.Fault) in bounds.append(try reader.integer()) }
        guard bounds.count == 2, 0 <= bounds[0], bounds[0] <= bounds[1] else { return }
        decision.span = bounds[0]..<bounds[1]
    }

    private mutating func readHeaders(_ reader: inout LineReader) throws(LineReader.Fault) {
        try reader.elements { (reader) throws(LineReader.Fault) in
            var pair: [String] = []
            try reader.elements { (reader) throws(LineReader.Fault) in pair.append(try reader.string()) }
            headers.append(pair)
        }
    }

    /// What the line says; nil for a kind that this version doesn't know.
    var fact: Recording.Fact? {
        get throws(LineFault) {
            switch kind {
            case "req":
                guard let method, let path else { throw LineFault("a request needs `method` and `path`") }
                return .request(method: method, target: path, fields: try fields)
            case "req.body": return .requestBody(try body)
            case "req.end": return .requestEnd
            case "up":
                guard let status, (100...999).contains(status) else {
                    throw LineFault("a response needs a `status` of three digits")
                }
                return .response(status: status, fields: try fields)
            case "up.body": return .responseBody(try body)
            case "up.end": return .responseEnd
            case "up.error": return .responseError(reason ?? "")
            case "cancel": return .cancel
            case "decision":
                guard !decision.rule.isEmpty else { throw LineFault("a decision needs a `rule`") }
                return .decision(decision)
            default: return nil
            }
        }
    }

    private var fields: HeaderFields {
        get throws(LineFault) {
            var fields = HeaderFields()
            for pair in headers {
                guard pair.count == 2 else { throw LineFault("a header is a name and a value") }
                fields.fields.append(HeaderFields.Field(name: pair[0], value: pair[1]))
            }
            return fields
        }
    }

    private var body: [UInt8] {
        get throws(LineFault) {
            if let text { return text }
            guard let bytes = base64.flatMap(Base64.decode) else {
                throw LineFault("a piece of a body needs `d`, or `b64` in base64")
            }
            return bytes
        }
    }
}
