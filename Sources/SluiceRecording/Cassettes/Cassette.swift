import SluicePipeline
import Yams

/// Reads the recordings of the VCR libraries: vcr.py's (`interactions`) and Ruby VCR's (`http_interactions`).
///
/// A cassette is a YAML file. Bodies stand there as text, as `!!binary` or `base64_string`, or, as some test
/// suites store them, as the parsed JSON (`parsed_body`); compressed ones are decompressed.
package struct Cassette {
    /// The largest body that is read, in bytes once it is decompressed.
    static let maximumBodyBytes = 64 << 20

    let file: String

    /// The exchanges of a cassette, in the order of the file.
    ///
    /// - Parameter file: The name for errors and for the exchanges.
    package static func read(file: String, bytes: [UInt8]) throws(CassetteError) -> [RecordedExchange] {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw CassetteError(file: file, "the file is not valid UTF-8")
        }
        let root: Node?
        do {
            root = try Yams.compose(yaml: text)
        } catch {
            throw CassetteError(file: file, "not readable as YAML: \(error)")
        }
        guard let root else { throw CassetteError(file: file, "the file is empty") }
        return try Cassette(file: file).exchanges(root)
    }

    private func exchanges(_ root: Node) throws(CassetteError) -> [RecordedExchange] {
        guard let list = root.member("interactions") ?? root.member("http_interactions") else {
            throw CassetteError(file: file, "no `interactions`: not a VCR cassette")
        }
        guard case .sequence(let interactions) = list else { throw error("`interactions` is no list", list) }
        var exchanges: [RecordedExchange] = []
        for (index, interaction) in interactions.enumerated() {
            let name = interactions.count == 1 ? file : "\(file)#\(index + 1)"
            exchanges.append(try exchange(interaction, name: name))
        }
        return exchanges
    }

    private func exchange(_ node: Node, name: String) throws(CassetteError) -> RecordedExchange {
        let request = try required("request", of: node)
        let response = try required("response", of: node)
        return RecordedExchange(
            name: name, request: try self.request(request), response: try self.response(response))
    }

    private func request(_ node: Node) throws(CassetteError) -> RecordedExchange.Request {
        let uri = try text("uri", of: node)
        let (path, query) = Self.target(of: uri)
        var fields = try headers(of: node)
        let body = try body(of: node, fields: &fields)
        let method = try text("method", of: node).uppercased()
        return RecordedExchange.Request(method: method, path: path, query: query, fields: fields, body: body)
    }

    private func response(_ node: Node) throws(CassetteError) -> RecordedExchange.Response {
        let status = try required("status", of: node)
        let code = try text("code", of: status)
        guard let number = Int(code), (100...999).contains(number) else {
            throw error("`\(code)` is no status code", status)
        }
        var fields = try headers(of: node)
        let body = try body(of: node, fields: &fields)
        return RecordedExchange.Response(status: number, fields: fields, body: body)
    }

    private func headers(of node: Node) throws(CassetteError) -> HeaderFields {
        guard let headers = node.member("headers") else { return HeaderFields() }
        guard case .mapping(let members) = headers else { throw error("`headers` is no mapping", headers) }
        var fields = HeaderFields()
        for (key, value) in members {
            guard let name = key.scalar?.string else { throw error("a header's name is no text", key) }
            let values = value.sequence.map(Array.init) ?? [value]
            for value in values {
                guard let scalar = value.scalar else {
                    throw error("the value of `\(name)` is no text", value)
                }
                fields.fields.append(HeaderFields.Field(name: name, value: scalar.string))
            }
        }
        return fields
    }

    /// Path and query of an absolute URI, or of a request target.
    static func target(of uri: String) -> (path: String, query: String?) {
        var rest = uri[...]
        if let scheme = rest.firstRange(of: "://") {
            rest = rest[scheme.upperBound...]
            rest = rest[(rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex)...]
        }
        let parts = rest.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let path = parts.first.map(String.init) ?? ""
        return (path.isEmpty ? "/" : path, parts.count > 1 ? String(parts[1]) : nil)
    }

    private func text(_ key: String, of node: Node) throws(CassetteError) -> String {
        let value = try required(key, of: node)
        guard let scalar = value.scalar else { throw error("`\(key)` is no text", value) }
        return scalar.string
    }

    private func required(_ key: String, of node: Node) throws(CassetteError) -> Node {
        guard let value = node.member(key) else { throw error("`\(key)` is missing", node) }
        return value
    }

    func error(_ message: String, _ node: Node) -> CassetteError {
        guard let mark = node.mark else { return CassetteError(file: file, message) }
        return CassetteError(file: file, "line \(mark.line): \(message)")
    }
}

extension Node {
    /// The value of a mapping's member; nil also when the node is no mapping.
    func member(_ key: String) -> Node? {
        mapping?.first { $0.key.scalar?.string == key }?.value
    }
}
