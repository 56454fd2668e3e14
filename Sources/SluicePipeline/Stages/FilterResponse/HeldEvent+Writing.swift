import SluiceWire

extension HeldEvent {
    /// The event's data as it came.
    var data: [UInt8] {
        joinedData ?? dataRange.map { Array(bytes[$0]) } ?? []
    }

    /// Appends the event's own bytes; one that the end of the stream cut off is completed, since clients drop those.
    func appendAsItCame(into out: inout [UInt8]) {
        out += bytes
        guard !isTerminated, dataRange != nil || joinedData != nil else { return }
        let newline = lineEnding.bytes
        if bytes.last != 0x0A && bytes.last != 0x0D { out += newline }
        out += newline
    }

    /// Appends the event with other data; its other lines and its name stay, unless they were hit.
    func append(data: [UInt8], into out: inout [UInt8]) {
        if let dataRange, !losesOtherLines, !losesName {
            out += bytes[..<dataRange.lowerBound]
            out += data
            out += bytes[dataRange.upperBound...]
            guard !isTerminated else { return }
            let newline = lineEnding.bytes
            if bytes[dataRange.upperBound...].isEmpty { out += newline }
            out += newline
            return
        }
        guard dataRange != nil || joinedData != nil else { return }
        if let name, !losesName {
            out += "event: ".utf8
            out += bytes[name]
            out += lineEnding.bytes
        }
        for line in data.split(separator: 0x0A, omittingEmptySubsequences: false) {
            out += "data: ".utf8
            out += line
            out += lineEnding.bytes
        }
        out += lineEnding.bytes
    }
}
