import SluiceWire

extension HeldEvent {
    /// Whether nothing is known so far that changes the event.
    var isUntouched: Bool {
        changes.isEmpty && findings.isEmpty && mirrors.isEmpty && block == nil && !losesOtherLines
            && !losesName
    }

    /// Empties the event for the next frame; memory is kept.
    ///
    /// Only events of server-sent events need a line of their own to end them.
    mutating func begin(_ frame: EventFrame, _ framing: StreamFraming) {
        parts.removeAll(keepingCapacity: true)
        if !changes.isEmpty { changes = [] }
        if !findings.isEmpty { findings = [] }
        if !mirrors.isEmpty { mirrors = [] }
        block = nil
        hasText = false
        losesOtherLines = false
        losesName = false
        hasTokens = false
        isUsageAlone = false
        number = 0
        isTerminated = frame.isTerminated || framing != .sse
        lineEnding = frame.lineEnding
    }

    /// Copies the frame's bytes, so that the parser may go on.
    mutating func keep(_ frame: EventFrame, from buffer: [UInt8]) {
        let base = frame.raw.lowerBound
        bytes = Array(buffer[frame.raw])
        name = frame.name.map { ($0.lowerBound - base)..<($0.upperBound - base) }
        dataRange = nil
        joinedData = nil
        characterCount = 0
        switch frame.data {
        case .none: break
        case .line(let range):
            dataRange = (range.lowerBound - base)..<(range.upperBound - base)
            characterCount = countCharacters(in: buffer.span.extracting(range))
        case .joined(let data):
            joinedData = data
            characterCount = countCharacters(in: data.span)
        }
    }

    /// The number of characters of its running texts, which stand in its data.
    private func countCharacters(in data: Span<UInt8>) -> Int {
        var count = 0
        for part in parts where !part.isMirror {
            guard let site = part.site else {
                count += data.codePointCount
                continue
            }
            if site.isEscaped {
                var text: [UInt8] = []
                site.appendText(of: data, to: &text)
                count += text.span.codePointCount
            } else {
                count += data.extracting(site.range).codePointCount
            }
        }
        return count
    }
}

extension Span<UInt8> {
    /// The number of code points whose first byte stands in valid UTF-8.
    fileprivate var codePointCount: Int {
        var count = 0
        for index in indices where self[index] & 0xC0 != 0x80 { count += 1 }
        return count
    }
}
