import SluicePipeline
package import SluiceWire

extension RecordedExchange {
    /// How the response is cut into events; nil when it is no stream.
    ///
    /// - Parameter dialect: The dialect of the request's path.
    package func framing(in dialect: any Dialect) -> StreamFraming? {
        if response.isEventStream { return .sse }
        let type = response.fields[.contentType]?.lowercased() ?? ""
        if type.hasPrefix("application/x-ndjson") || type.hasPrefix("application/jsonl") { return .lines }
        let first = response.body.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
        return dialect.streamsArray && response.status < 400 && first == UInt8(ascii: "[") ? .array : nil
    }
}
