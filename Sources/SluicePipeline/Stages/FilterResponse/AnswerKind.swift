/// What the body of an answer is, by its label and its first bytes.
enum AnswerKind: Sendable, Equatable {
    /// One JSON value, or an unknown body that is read whole.
    case json
    /// Server-sent events.
    case events
    /// One JSON value a line.
    case lines
    /// Plain text, streamed.
    case text
    /// Bytes that are no text.
    case binary

    /// Judges the beginning of a body.
    ///
    /// - Returns: Nil when more bytes are needed; never at the end of the body.
    init?(_ start: [UInt8], labelled family: MediaType.Family, isEnd: Bool) {
        var content = start[...]
        if content.starts(with: [0xEF, 0xBB, 0xBF]) { content = content.dropFirst(3) }
        content = content.drop { ASCII.isBlank($0) || $0 == 0x0A || $0 == 0x0D }
        guard let first = content.first else {
            guard isEnd || start.count > 4096 else { return nil }
            self = family == .eventStream ? .events : .json
            return
        }
        if family == .lines {
            self = .lines
            return
        }
        if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
            self = .json
            return
        }
        guard let isStream = Self.beginsEvent(content, isEnd: isEnd) else { return nil }
        switch (isStream, family) {
        case (true, _), (false, .eventStream): self = .events
        case (false, .text): self = .text
        case (false, .binary): self = .binary
        case (false, _): self = .json
        }
    }

    /// Whether the bytes begin a line of an event stream; nil when they may still.
    private static func beginsEvent(_ content: ArraySlice<UInt8>, isEnd: Bool) -> Bool? {
        for field in [":", "data:", "event:", "id:", "retry:"] {
            let name = Array(field.utf8)
            if content.starts(with: name) { return true }
            if !isEnd && name.starts(with: content) { return nil }
        }
        return false
    }
}
