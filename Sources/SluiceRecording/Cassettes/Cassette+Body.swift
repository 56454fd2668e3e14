import SluicePipeline
import SluiceWire
import Yams

extension Cassette {
    /// The body of a request or response, its content coding taken off; takes the fields out that no longer fit.
    func body(of message: Node, fields: inout HeaderFields) throws(CassetteError) -> [UInt8] {
        let coding = fields[.contentEncoding]
        for name in [FieldName.contentEncoding, .contentLength, .transferEncoding] { fields.remove(name) }
        if let parsed = message.member("parsed_body") {
            var json: [UInt8] = []
            try append(parsed, to: &json)
            return json
        }
        guard let node = message.member("body") else { return [] }
        return try decoded(try stored(node), coding: coding, node)
    }

    /// The bytes as they were stored: text, base64, or nothing.
    private func stored(_ node: Node) throws(CassetteError) -> [UInt8] {
        switch node {
        case .scalar(let scalar):
            if YAMLTag(node) == .null { return [] }
            guard YAMLTag(node) == .binary else { return Array(scalar.string.utf8) }
            return try base64(scalar.string, node)
        case .mapping:
            if let text = node.member("base64_string")?.scalar?.string { return try base64(text, node) }
            return try node.member("string").map { inner throws(CassetteError) in try stored(inner) } ?? []
        case .sequence, .alias:
            throw error("a body is neither text nor a mapping", node)
        }
    }

    private func base64(_ text: String, _ node: Node) throws(CassetteError) -> [UInt8] {
        guard let bytes = Base64.decode(text) else { throw error("the body is no base64", node) }
        return bytes
    }

    /// Recorders keep `Content-Encoding` when they store the body decoded, so its first bytes decide as well.
    private func decoded(_ body: [UInt8], coding name: String?, _ node: Node) throws(CassetteError) -> [UInt8]
    {
        guard let name, let coding = ContentCoding(name: name) else { return body }
        if coding == .gzip, !body.starts(with: [0x1F, 0x8B]) { return body }
        let decoder = ContentDecoder(coding, limit: Self.maximumBodyBytes)
        var decoded: [UInt8] = []
        do {
            try decoder.push(body.span, into: &decoded)
            try decoder.finish()
        } catch {
            guard coding == .gzip else { return body }
            throw self.error("the body can't be decompressed: \(error)", node)
        }
        return decoded
    }

    /// Writes a parsed body as compact JSON, its members in the order of the file.
    private func append(_ node: Node, to json: inout [UInt8]) throws(CassetteError) {
        switch node {
        case .scalar(let scalar):
            appendScalar(scalar.string, tag: YAMLTag(node), to: &json)
        case .sequence(let sequence):
            json.append(UInt8(ascii: "["))
            for (index, item) in sequence.enumerated() {
                if index > 0 { json.append(UInt8(ascii: ",")) }
                try append(item, to: &json)
            }
            json.append(UInt8(ascii: "]"))
        case .mapping(let mapping):
            json.append(UInt8(ascii: "{"))
            for (index, member) in mapping.enumerated() {
                if index > 0 { json.append(UInt8(ascii: ",")) }
                guard let key = member.key.scalar?.string else { throw error("a key is no text", member.key) }
                json.append(string: key)
                json.append(UInt8(ascii: ":"))
                try append(member.value, to: &json)
            }
            json.append(UInt8(ascii: "}"))
        case .alias:
            throw error("an alias that leads nowhere", node)
        }
    }

    private func appendScalar(_ text: String, tag: YAMLTag?, to json: inout [UInt8]) {
        switch tag {
        case .null:
            json += "null".utf8
        case .bool where text.lowercased() == "true" || text.lowercased() == "false":
            json += text.lowercased().utf8
        case .int, .float:
            guard let number = Self.number(text) else { return json.append(string: text) }
            json += number.utf8
        default:
            json.append(string: text)
        }
    }

    /// A YAML number in a form that JSON reads; nil for what JSON has no form for (`.inf`).
    private static func number(_ text: String) -> String? {
        if let integer = Int(text) { return String(integer) }
        guard let value = Double(text), value.isFinite else { return nil }
        return String(value)
    }
}
