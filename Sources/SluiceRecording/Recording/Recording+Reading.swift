internal import Foundation
internal import SluicePipeline

extension Recording {
    /// Reads a recording; kinds of events that this version doesn't know are left out.
    ///
    /// - Parameter file: The name for errors.
    package init(file: String, bytes: [UInt8]) throws(RecordingError) {
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        guard let first = lines.first else {
            throw RecordingError(file: file, line: 1, message: "the file is empty")
        }
        let header: Header = try Self.decode(first, file: file, line: 1)
        guard header.version == Self.version else {
            throw RecordingError(
                file: file, line: 1,
                message: "version \(header.version) of the format isn't known, only \(Self.version)")
        }
        self.init(
            id: header.id, started: header.started, origin: header.origin, label: header.label, events: [])
        for (index, line) in lines.enumerated().dropFirst() where line.contains(where: { $0 > 0x20 }) {
            let read: Line = try Self.decode(line, file: file, line: index + 1)
            do {
                if let fact = try read.fact { events.append(Event(read.microseconds, fact)) }
            } catch {
                throw RecordingError(file: file, line: index + 1, message: error.text)
            }
        }
    }

    private static func decode<Value: Decodable>(
        _ line: some Collection<UInt8>, file: String, line number: Int
    ) throws(RecordingError) -> Value {
        do {
            return try JSONDecoder().decode(Value.self, from: Data(line))
        } catch {
            throw RecordingError(file: file, line: number, message: "this is no line of a recording")
        }
    }

    private struct Header: Decodable {
        private enum CodingKeys: String, CodingKey {
            case version = "sluice_recording"
            case id, started, origin, label
        }

        var version: Int
        var id: String
        var started: String?
        var origin: String?
        var label: String?
    }

    /// What is wrong with a line that is JSON of the right form.
    private struct LineFault: Error {
        var text: String
    }

    private struct Line: Decodable {
        var microseconds: Int
        var kind: String
        var data: Members

        struct Members: Decodable {
            var method: String?
            var path: String?
            var headers: [[String]]?
            var status: Int?
            var d: String?
            var b64: String?
            var reason: String?
        }

        init(from decoder: any Decoder) throws {
            var list = try decoder.unkeyedContainer()
            microseconds = try list.decode(Int.self)
            kind = try list.decode(String.self)
            data = list.isAtEnd ? Members() : try list.decode(Members.self)
        }

        var fact: Fact? {
            get throws(LineFault) {
                switch kind {
                case "req":
                    guard let method = data.method, let path = data.path else {
                        throw LineFault(text: "a request needs `method` and `path`")
                    }
                    return .request(method: method, target: path, fields: try fields)
                case "req.body": return .requestBody(try body)
                case "req.end": return .requestEnd
                case "up":
                    guard let status = data.status, (100...999).contains(status) else {
                        throw LineFault(text: "a response needs a `status` of three digits")
                    }
                    return .response(status: status, fields: try fields)
                case "up.body": return .responseBody(try body)
                case "up.end": return .responseEnd
                case "up.error": return .responseError(data.reason ?? "")
                case "cancel": return .cancel
                default: return nil
                }
            }
        }

        private var fields: HeaderFields {
            get throws(LineFault) {
                var fields = HeaderFields()
                for pair in data.headers ?? [] {
                    guard pair.count == 2 else { throw LineFault(text: "a header is a name and a value") }
                    fields.fields.append(HeaderFields.Field(name: pair[0], value: pair[1]))
                }
                return fields
            }
        }

        private var body: [UInt8] {
            get throws(LineFault) {
                if let text = data.d { return Array(text.utf8) }
                guard let bytes = data.b64.flatMap(Base64.decode) else {
                    throw LineFault(text: "a piece of a body needs `d`, or `b64` in base64")
                }
                return bytes
            }
        }
    }
}
