import SluicePipeline
import SluiceWire

/// What the sample provider needs to know of a request.
struct SampleRequest {
    var model = "sample-1"
    var script = SampleScript.clean
    var isStream = false
    var choices = 1
    var wantsUsage = false
    /// The name of the tool to call, when tools are offered and the prompt asks for one.
    var tool: String?
    /// Between two events of a stream.
    var delayMilliseconds: Int64 = 20

    /// Reads a request's body; nil when it is no JSON object.
    init?(path: String, query: String?, body: [UInt8]) {
        var scan = PayloadScan()
        let dialect = DialectRegistry.dialect(forPath: path)
        guard let object = try? JSONMembers(body), object.isObject,
            (try? dialect.request.scan(body.span, options: .request, into: &scan)) != nil
        else { return nil }
        var prompt: [UInt8] = []
        if let site = scan.sites.last(where: { $0.target == .requestUser && $0.encoding == .plain }) {
            JSONText.decode(body.span, site.range, into: &prompt)
        }
        let words = String(decoding: prompt, as: UTF8.self)
        script = SampleScript(prompt: words)
        for member in object.members {
            let text = String(decoding: body[member.value], as: UTF8.self)
            switch String(decoding: member.key, as: UTF8.self) {
            case "model": model = String(text.dropFirst().dropLast().prefix(64))
            case "stream": isStream = text == "true"
            case "n": choices = min(max(Int(text) ?? 1, 1), 8)
            case "stream_options": wantsUsage = text.contains("include_usage") && text.contains("true")
            case "sample_delay_ms": delayMilliseconds = Self.delay(text)
            case "tools" where words.contains("tool"): tool = Self.firstName(in: text)
            default: break
            }
        }
        for item in (query ?? "").split(separator: "&") where item.hasPrefix("delay_ms=") {
            delayMilliseconds = Self.delay(String(item.dropFirst(9)))
        }
    }

    private static func delay(_ text: String) -> Int64 {
        min(max(Int64(text) ?? 20, 0), 10_000)
    }

    /// The first `"name": "..."` in a list of tools.
    private static func firstName(in tools: String) -> String? {
        let parts = tools.split(separator: "\"")
        guard let key = parts.firstIndex(of: "name"), key + 2 < parts.count else { return nil }
        return String(parts[key + 2])
    }
}
