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
        switch frame.data {
        case .none: break
        case .line(let range): dataRange = (range.lowerBound - base)..<(range.upperBound - base)
        case .joined(let data): joinedData = data
        }
        characterCount = parts.isEmpty ? 0 : countCharacters()
    }

    /// The number of characters of its running texts.
    private func countCharacters() -> Int {
        let data = data
        var text: [UInt8] = []
        for part in parts where !part.isMirror {
            if let site = part.site { site.appendText(of: data.span, to: &text) } else { text += data }
        }
        return text.count { $0 & 0xC0 != 0x80 }
    }
}
