import SluiceRecording
import SluiceWire

/// The texts of a stream as a client puts them together, each line `target major.minor: text`.
enum DeliveredTexts {
    static func lines(_ body: [UInt8], _ dialect: any Dialect) throws -> [String] {
        var parser = EventStreamParser(framing: .sse)
        parser.append(body.span)
        var texts: [String: [UInt8]] = [:]
        var scan = PayloadScan()
        while let frame = parser.next() {
            guard case .line(let range) = frame.data else { continue }
            let payload = Array(parser.buffer[range])
            guard payload != Array("[DONE]".utf8) else { continue }
            try dialect.event.scan(payload.span, options: .response, into: &scan)
            for site in scan.sites where site.kind == .delta {
                let channel = "\(site.target.rawValue) \(site.channel.major).\(site.channel.minor)"
                JSONText.decode(payload.span, site.range, into: &texts[channel, default: []])
            }
        }
        return texts.filter { !$0.value.isEmpty }.map {
            "\($0.key): \(String(decoding: $0.value, as: UTF8.self))"
        }
        .sorted()
    }
}
