import SluiceWire

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
    /// Bytes that are no text, whatever they are called.
    case binary

    /// Judges the beginning of a body.
    ///
    /// Under a label that names no text the bytes decide: as long as none stands in them that no text has, they are text.
    ///
    /// - Parameter isMedia: Whether the label names audio, an image, an archive. Then two bytes have to agree that it
    ///   is wrong: a sample may be a brace, and a comment's colon.
    /// - Returns: Nil when more bytes are needed; never at the end of the body.
    init?(_ start: [UInt8], labelled family: MediaType.Family, isMedia: Bool = false, isEnd: Bool) {
        if start.prefix(2).contains(where: { $0 == 0 || $0 >= 0xFE }) {
            guard isEnd || start.count >= 16 else { return nil }
            // JSON in UTF-16, which some clients read; it is refused as a whole.
            let ascii = start.prefix(16).filter { $0 != 0 && $0 < 0xFE }
            if ASCII.opensJSON(ascii.span) || family == .binary && TextGuess.isUTF16(start.span) {
                self = .json
                return
            }
        }
        guard isEnd || !ByteOrderMark.isCut(in: start) else { return nil }
        let content = ByteOrderMark.dropped(from: start).drop {
            ASCII.isBlank($0) || $0 == 0x0A || $0 == 0x0D
        }
        guard let first = content.first else {
            guard isEnd || start.count > 4096 else { return nil }
            self = isMedia ? .binary : family == .eventStream ? .events : .json
            return
        }
        if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
            guard family == .binary else {
                self = family == .lines ? .lines : .json
                return
            }
            guard isEnd || start.count > 4096 || content.dropFirst().contains(where: { $0 > 0x20 }) else {
                return nil
            }
            if ASCII.opensJSON(start.span) {
                self = .json
                return
            }
        }
        if isMedia && first == UInt8(ascii: ":") {
            guard let isText = Self.isText(start, isEnd: isEnd) else { return nil }
            self = isText ? .events : .binary
            return
        }
        guard let isStream = Self.beginsEvent(content, isEnd: isEnd) else { return nil }
        switch (isStream, family) {
        case (true, _), (false, .eventStream): self = .events
        case (false, .lines): self = .lines
        case (false, .text): self = .text
        case (false, .binary):
            guard let isText = Self.isText(start, isEnd: isEnd) else { return nil }
            self = isText ? .text : .binary
        case (false, _): self = .json
        }
    }

    /// Whether the bytes are those of a text; nil when more have to be seen.
    private static func isText(_ start: [UInt8], isEnd: Bool) -> Bool? {
        guard TextGuess.isText(start.span) else { return false }
        return isEnd || start.count >= TextGuess.length ? true : nil
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
