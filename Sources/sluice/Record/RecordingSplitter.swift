/// Takes recordings apart that stand one behind the other: each begins with its header line.
package struct RecordingSplitter {
    private static let header = Array("{\"sluice_recording\"".utf8)
    private var line: [UInt8] = []
    private var recording: [UInt8] = []

    package init() {}

    /// The recordings that are known to be complete with these bytes.
    package mutating func take(_ bytes: [UInt8]) -> [[UInt8]] {
        var complete: [[UInt8]] = []
        for byte in bytes {
            line.append(byte)
            guard byte == UInt8(ascii: "\n") else { continue }
            if line.starts(with: Self.header), !recording.isEmpty {
                complete.append(recording)
                recording.removeAll()
            }
            recording += line
            line.removeAll(keepingCapacity: true)
        }
        return complete
    }

    /// The last one; nil when there was none.
    package mutating func finish() -> [UInt8]? {
        defer { recording.removeAll() }
        return recording.isEmpty ? nil : recording
    }
}
