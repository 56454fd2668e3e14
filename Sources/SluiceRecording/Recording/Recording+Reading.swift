internal import SluicePipeline

extension Recording {
    /// Reads a recording; kinds of events that this version doesn't know are left out, and so are members of lines.
    ///
    /// - Parameter file: The name for errors.
    package init(file: String, bytes: [UInt8]) throws(RecordingError) {
        guard !bytes.isEmpty else { throw RecordingError(file: file, line: 1, message: "the file is empty") }
        self.init(id: "", events: [])
        var number = 1
        var start = bytes.startIndex
        while start < bytes.endIndex {
            let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.endIndex
            do {
                try take(bytes[start..<end], isHeader: number == 1)
            } catch {
                throw RecordingError(file: file, line: number, message: error.text)
            }
            start = end + 1
            number += 1
        }
    }

    private mutating func take(_ line: ArraySlice<UInt8>, isHeader: Bool) throws(LineFault) {
        if isHeader { return try takeHeader(line) }
        guard line.contains(where: { $0 > 0x20 }) else { return }
        let read: RecordedLine
        do {
            read = try RecordedLine(line)
        } catch {
            throw LineFault()
        }
        if let fact = try read.fact { events.append(Event(read.microseconds, fact)) }
    }

    private mutating func takeHeader(_ line: ArraySlice<UInt8>) throws(LineFault) {
        var version: Int?
        var id: String?
        do {
            var reader = LineReader(line)
            try reader.members { (key, reader) throws(LineReader.Fault) in
                switch key {
                case "sluice_recording": version = try reader.integer()
                case "id": id = try reader.string()
                case "started": started = try reader.optionalString()
                case "origin": origin = try reader.optionalString()
                case "label": label = try reader.optionalString()
                case "route": route = try reader.optionalString()
                case "dialect": dialect = try reader.optionalString()
                case "outcome": outcome = try reader.optionalString()
                case "rules": rules = try reader.optionalString()
                case "content": isMasked = try reader.optionalString() == "mask"
                case "scrub":
                    try reader.members { (key, reader) throws(LineReader.Fault) in
                        if key == "replaced" { replaced = try reader.integer() } else { try reader.skip() }
                    }
                default: try reader.skip()
                }
            }
            try reader.end()
        } catch {
            throw LineFault()
        }
        guard let version, let id else { throw LineFault() }
        guard version == Self.version else {
            throw LineFault("version \(version) of the format isn't known, only \(Self.version)")
        }
        self.id = id
    }
}
