/// Writes events, each complete with its blank line.
struct EventWriter {
    /// What was written.
    private(set) var bytes: [UInt8] = []

    private let lineEnding: [UInt8]
    private let framing: StreamFraming

    /// Makes a writer of events that look like those of the ledger's stream.
    init(_ ledger: StreamLedger) {
        lineEnding = ledger.lineEnding.bytes
        framing = ledger.framing
    }

    /// Writes one event with one line of data.
    mutating func event(_ name: StaticString? = nil, data: [UInt8]) {
        switch framing {
        case .sse: break
        case .lines:
            bytes += data
            bytes += lineEnding
            return
        case .array:
            bytes.append(",")
            bytes += lineEnding
            bytes += data
            return
        }
        if let name {
            bytes.append("event: ")
            bytes.append(name)
            bytes += lineEnding
        }
        bytes.append("data: ")
        bytes += data
        bytes += lineEnding
        bytes += lineEnding
    }

    /// What was written, and what closes the stream behind it.
    var finished: [UInt8] {
        guard framing == .array else { return bytes }
        return bytes + lineEnding + [UInt8(ascii: "]")] + lineEnding
    }
}
