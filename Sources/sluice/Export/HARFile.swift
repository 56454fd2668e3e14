import Foundation
import SluicePipeline
package import SluiceRecording

/// Recordings as an HTTP archive, version 1.2, that other tools open.
///
/// The archive has no place for the pieces in which an answer came: `_sluice_chunks` in the response keeps them.
package enum HARFile {
    private static let origin = "https://recorded.invalid"
    private static let unknownTime = "1970-01-01T00:00:00.000Z"

    /// The archive; recordings without an answer are left out.
    package static func text(_ recordings: [Recording]) -> String {
        let entries = recordings.compactMap(entry)
        return JSONValue.object([
            (
                "log",
                .object([
                    ("version", .string("1.2")),
                    ("creator", .object([("name", .string("sluice")), ("version", .string("0.1.0"))])),
                    ("entries", .array(entries)),
                ])
            )
        ]).description + "\n"
    }

    private static func entry(_ recording: Recording) -> JSONValue? {
        guard let exchange = recording.exchange else { return nil }
        let times = recording.events.map { Double($0.microseconds) / 1000 }
        let first = recording.events.first { if case .response = $0.fact { true } else { false } }
        let wait = Double(first?.microseconds ?? 0) / 1000
        let total = times.max() ?? 0
        return .object([
            ("startedDateTime", .string(recording.started ?? unknownTime)), ("time", .decimal(total)),
            ("request", request(exchange.request)), ("response", response(exchange.response, recording)),
            ("cache", .object([])),
            (
                "timings",
                .object([
                    ("send", .integer(0)), ("wait", .decimal(wait)),
                    ("receive", .decimal(max(0, total - wait))),
                ])
            ), ("comment", .string(recording.id)),
        ])
    }

    private static func request(_ request: RecordedExchange.Request) -> JSONValue {
        let target = request.path + (request.query.map { "?" + $0 } ?? "")
        let type = request.fields[.contentType] ?? ""
        let query = (request.query ?? "").split(separator: "&").map { pair -> JSONValue in
            let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
            return .object([
                ("name", .string(parts.first ?? "")), ("value", .string(parts.count > 1 ? parts[1] : "")),
            ])
        }
        var members: [(String, JSONValue)] = [
            ("method", .string(request.method)), ("url", .string(origin + target)),
            ("httpVersion", .string("HTTP/1.1")), ("cookies", .array([])),
            ("headers", fields(request.fields)),
            ("queryString", .array(query)), ("headersSize", .integer(-1)),
            ("bodySize", .integer(request.body.count)),
        ]
        if !request.body.isEmpty {
            members.append(("postData", .object([("mimeType", .string(type))] + text(of: request.body))))
        }
        return .object(members)
    }

    private static func response(_ response: RecordedExchange.Response, _ recording: Recording) -> JSONValue {
        let chunks = recording.events.compactMap { event -> JSONValue? in
            guard case .responseBody(let bytes) = event.fact else { return nil }
            return .array([.integer(event.microseconds), .integer(bytes.count)])
        }
        let content: [(String, JSONValue)] = [
            ("size", .integer(response.body.count)),
            ("mimeType", .string(response.fields[.contentType] ?? "")),
        ]
        return .object([
            ("status", .integer(response.status)), ("statusText", .string("")),
            ("httpVersion", .string("HTTP/1.1")), ("cookies", .array([])),
            ("headers", fields(response.fields)), ("content", .object(content + text(of: response.body))),
            ("redirectURL", .string("")), ("headersSize", .integer(-1)),
            ("bodySize", .integer(response.body.count)), ("_sluice_chunks", .array(chunks)),
        ])
    }

    private static func fields(_ fields: HeaderFields) -> JSONValue {
        .array(
            fields.fields.map { .object([("name", .string($0.name)), ("value", .string($0.value))]) })
    }

    private static func text(of body: [UInt8]) -> [(String, JSONValue)] {
        if let text = String(validating: body, as: UTF8.self) { return [("text", .string(text))] }
        return [
            ("text", .string(Data(body).base64EncodedString())), ("encoding", .string("base64")),
        ]
    }
}
