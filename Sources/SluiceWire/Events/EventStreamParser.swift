/// Cuts a stream of bytes into events, whatever pieces it comes in.
///
/// The events, their ranges and their raw bytes are a function of the stream alone, not of the
/// pieces. The time is linear in the stream even when it comes byte by byte.
package struct EventStreamParser: Sendable {
    /// The bytes that the ranges of the last frame point into, until the next `append`.
    package private(set) var buffer: [UInt8] = []

    let framing: StreamFraming
    /// Where in an array's element the search stands.
    var element = ElementState()
    /// Where the event begins that is not complete yet.
    var start = 0
    /// Where its current line begins.
    private var line = 0
    /// No line ends between `line` and here.
    var searched = 0
    /// Whether the beginning of the stream is still to be looked at for a byte order mark.
    private var isAtBeginning = true
    /// Whether the last event was ended by a CR; an LF that follows belongs to that line end, but to
    /// the raw bytes of the next event, since nobody waited for it.
    private var followsCR = false
    private var draft = EventDraft()

    /// More than this is not kept allocated while nothing is pending.
    private static let keptCapacity = 8 * 1024

    package init(framing: StreamFraming) {
        self.framing = framing
    }

    /// Bytes of the event that is not complete yet.
    package var pendingBytes: Int { buffer.count - start }

    /// Takes the next bytes of the stream; ranges of earlier frames are no longer valid.
    package mutating func append(_ bytes: Span<UInt8>) {
        if start == buffer.count {
            buffer.removeAll(keepingCapacity: buffer.capacity <= Self.keptCapacity)
            shift(by: start)
        } else if start >= 4096, start >= buffer.count / 2 {
            buffer.removeSubrange(0..<start)
            shift(by: start)
        }
        bytes.append(to: &buffer)
    }

    /// The next complete event, `nil` when more bytes are needed.
    package mutating func next() -> EventFrame? {
        next(isEnd: false)
    }

    /// The rest of the stream at its end: the event that no blank line ended, if there is one.
    ///
    /// To be called when `next` has returned `nil`, until it returns `nil` itself.
    package mutating func finish() -> EventFrame? {
        if let frame = next(isEnd: true) { return frame }
        guard start < buffer.count, framing != .array else { return nil }
        if line < buffer.count {
            draft.add(line..<buffer.count, of: buffer, from: start, framing)
        }
        return emit(end: buffer.count, isTerminated: draft.isEmpty)
    }

    private mutating func next(isEnd: Bool) -> EventFrame? {
        if isAtBeginning, !skipByteOrderMark(isEnd: isEnd) { return nil }
        if framing == .array { return nextElement(isEnd: isEnd) }
        while let end = lineEnd(isEnd: isEnd) {
            if let frame = take(end) { return frame }
        }
        return nil
    }

    /// Handles a line; gives the event if the line completes it.
    private mutating func take(_ end: LineEnd) -> EventFrame? {
        let content = line..<end.offset
        line = end.offset + end.ending.length
        searched = line
        let belongsToCR = followsCR && content.isEmpty && end.ending == .lf
        followsCR = false
        if belongsToCR { return nil }
        if framing == .lines {
            draft.add(content, of: buffer, from: start, framing)
            draft.close(end.ending)
            return emit(end: line, isTerminated: true)
        }
        guard content.isEmpty else {
            draft.add(content, of: buffer, from: start, framing)
            draft.close(end.ending)
            return nil
        }
        followsCR = end.ending == .cr
        draft.close(end.ending)
        return emit(end: line, isTerminated: true)
    }

    mutating func emit(end: Int, isTerminated: Bool) -> EventFrame {
        let frame = draft.frame(raw: start..<end, isTerminated: isTerminated)
        start = end
        line = end
        searched = end
        return frame
    }

    private mutating func shift(by offset: Int) {
        start -= offset
        line -= offset
        searched -= offset
    }

    /// Steps over a byte order mark; `false` while it is undecided whether there is one.
    private mutating func skipByteOrderMark(isEnd: Bool) -> Bool {
        let mark = ByteOrderMark.bytes
        let isMark = buffer.starts(with: mark)
        if !isEnd, ByteOrderMark.isCut(in: buffer) { return false }
        isAtBeginning = false
        if isMark {
            start = mark.count
            line = start
            searched = start
        }
        return true
    }
}

extension EventStreamParser {
    private struct LineEnd {
        /// Behind the line's last byte.
        var offset: Int
        var ending: LineEnding
    }

    /// The end of the current line, `nil` when it has not come yet.
    ///
    /// A CR may be half of a CRLF that the pieces cut in two. For a line with content the byte
    /// behind it can be awaited, since no event ends there. A blank line after a line that ended in
    /// CR or LF ends with its CR, whatever follows; after one that ended in CRLF, and where there is
    /// no event to be ended, the next byte is awaited.
    private mutating func lineEnd(isEnd: Bool) -> LineEnd? {
        let found = LineSearch.firstBreak(in: buffer, from: searched, isCRBreak: framing == .sse)
        guard found < buffer.count else {
            searched = found
            return nil
        }
        if buffer[found] == 0x0a {
            if framing == .lines, found > line, buffer[found - 1] == 0x0d {
                return LineEnd(offset: found - 1, ending: .crlf)
            }
            return LineEnd(offset: found, ending: .lf)
        }
        if found == line, let last = draft.lastEnding, last != .crlf {
            return LineEnd(offset: found, ending: .cr)
        }
        guard found + 1 < buffer.count else {
            searched = found
            return isEnd ? LineEnd(offset: found, ending: .cr) : nil
        }
        return LineEnd(offset: found, ending: buffer[found + 1] == 0x0a ? .crlf : .cr)
    }
}
