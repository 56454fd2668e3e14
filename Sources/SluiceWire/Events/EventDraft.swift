/// The lines of an event that is not complete yet, as offsets from its beginning.
struct EventDraft: Sendable {
    private var data = EventData.none
    private var name: Range<Int>?
    private var other: [Range<Int>] = []
    private var hasID = false
    private var firstEnding: LineEnding?
    /// How the last line with content ended, `nil` before the first.
    private(set) var lastEnding: LineEnding?

    /// Whether no line with content has come.
    private(set) var isEmpty = true

    /// Reads a line; `start` is where the event begins in the buffer.
    mutating func add(_ line: Range<Int>, of buffer: [UInt8], from start: Int, _ framing: StreamFraming) {
        guard !line.isEmpty else { return }
        isEmpty = false
        let line = unsafe buffer.withUnsafeBufferPointer { bytes in
            framing == .lines ? EventLine.data(line) : unsafe EventLine(line, of: bytes)
        }
        switch line {
        case .data(let value): addData(value, of: buffer, from: start)
        case .name(let value):
            if let name {
                other.append(name)
            }
            name = value.moved(by: -start)
        case .id(let value):
            hasID = true
            other.append(value.moved(by: -start))
        case .other(let value): other.append(value.moved(by: -start))
        }
    }

    /// Notes how the line just added ended.
    mutating func close(_ ending: LineEnding) {
        firstEnding = firstEnding ?? ending
        lastEnding = ending
    }

    /// The event, and an empty draft in its place.
    mutating func frame(raw: Range<Int>, isTerminated: Bool) -> EventFrame {
        var data = data
        if case .line(let range) = data {
            data = .line(range.moved(by: raw.lowerBound))
        }
        let frame = EventFrame(
            raw: raw, data: data, name: name?.moved(by: raw.lowerBound),
            other: other.isEmpty ? [] : other.map { $0.moved(by: raw.lowerBound) }, hasID: hasID,
            lineEnding: firstEnding ?? .lf, isTerminated: isTerminated)
        self = EventDraft()
        return frame
    }

    private mutating func addData(_ value: Range<Int>, of buffer: [UInt8], from start: Int) {
        switch data {
        case .none:
            data = .line(value.moved(by: -start))
        case .line(let first):
            data = .joined(buffer[first.moved(by: start)] + [0x0a] + buffer[value])
        case .joined(var lines):
            data = .none
            lines.append(0x0a)
            lines.append(contentsOf: buffer[value])
            data = .joined(lines)
        }
    }
}

extension Range<Int> {
    fileprivate func moved(by offset: Int) -> Range<Int> {
        (lowerBound + offset)..<(upperBound + offset)
    }
}
