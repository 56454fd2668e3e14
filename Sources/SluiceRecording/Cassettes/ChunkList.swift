import SluicePipeline
import SluiceWire

/// Reads a list of event payloads, one per line and without framing, as the Vercel AI SDK keeps them.
///
/// The framing that the provider had is put back: an `event` line where the payload says its type (Anthropic,
/// OpenAI Responses), CRLF where they have `candidates` (Gemini), `[DONE]` at the end where the payloads have `choices` (OpenAI).
package enum ChunkList {
    /// The exchange that the payloads come from, its request reduced to the API that they belong to.
    ///
    /// - Parameter file: The name for errors and for the exchange.
    package static func read(file: String, bytes: [UInt8]) throws(CassetteError) -> RecordedExchange {
        var body: [UInt8] = []
        var path: String?
        for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
            let payload = Array(line.last == 0x0D ? line.dropLast() : line)
            guard payload.contains(where: { !ASCII.isBlank($0) }) else { continue }
            let api: API
            do {
                api = API(of: try JSONMembers(payload, options: .response))
            } catch {
                throw CassetteError(file: file, "line \(index + 1): no JSON: \(error.reason.rawValue)")
            }
            path = path ?? api.path
            if let type = api.eventType { body += "event: ".utf8 + type + "\n".utf8 }
            body += "data: ".utf8 + payload + (path == API.gemini ? "\r\n\r\n" : "\n\n").utf8
        }
        guard !body.isEmpty else { throw CassetteError(file: file, "the file holds no payload") }
        if path == API.chat || path == API.completions { body += "data: [DONE]\n\n".utf8 }
        let type = HeaderFields([HeaderFields.Field(name: "content-type", value: "text/event-stream")])
        return RecordedExchange(
            name: file,
            request: RecordedExchange.Request(path: path ?? "/", body: Array(#"{"stream":true}"#.utf8)),
            response: RecordedExchange.Response(fields: type, body: body))
    }

    /// What one payload says about the API it belongs to.
    private struct API {
        static let chat = "/v1/chat/completions"
        static let gemini = "/v1beta/models/m:streamGenerateContent"
        static let completions = "/v1/completions"

        var path: String?
        var eventType: [UInt8]?

        init(of payload: JSONMembers) {
            if let type = Self.string("type", in: payload) {
                eventType = type
                let name = String(decoding: type, as: UTF8.self)
                if name.hasPrefix("response.") { path = "/v1/responses" }
                if name == "message_start" || name.hasPrefix("content_block_") { path = "/v1/messages" }
            } else if payload.members.contains(where: { $0.key.elementsEqual("choices".utf8) }) {
                let isText =
                    Self.string("object", in: payload)?.elementsEqual("text_completion".utf8) ?? false
                path = isText ? Self.completions : Self.chat
            } else if payload.members.contains(where: { $0.key.elementsEqual("candidates".utf8) }) {
                path = Self.gemini
            }
        }

        private static func string(_ key: String, in payload: JSONMembers) -> [UInt8]? {
            guard
                let member = payload.members.first(where: {
                    $0.kind == .string && $0.key.elementsEqual(key.utf8)
                })
            else { return nil }
            return Array(payload.payload[member.value].dropFirst().dropLast())
        }
    }
}
