/// Where in an element of a JSON array the search for its end stands.
struct ElementState: Sendable {
    /// Where the element begins, as an offset from the frame's beginning; nil between elements.
    var begin: Int?
    /// The containers open in it.
    var depth = 0
    var isInString = false
    var isEscaped = false
    /// Whether the array's own bracket has come.
    var isOpened = false
}

extension EventStreamParser {
    /// The next element with what stands before it, or the rest of the array behind the last one.
    ///
    /// Whether an element is JSON is not asked here: only its brackets and strings are followed.
    mutating func nextElement(isEnd: Bool) -> EventFrame? {
        while searched < buffer.count {
            let byte = buffer[searched]
            searched += 1
            guard let begin = element.begin else {
                if isBetweenElements(byte) { continue }
                element.begin = searched - 1 - start
                enter(byte)
                continue
            }
            if element.isInString {
                follow(string: byte)
            } else if element.depth == 0, isScalarEnd(byte) {
                return emit(element: begin, end: searched - 1)
            } else {
                enter(byte)
            }
            if element.depth == 0, !element.isInString, isContainerEnd(byte) {
                return emit(element: begin, end: searched)
            }
        }
        guard isEnd, start < buffer.count else { return nil }
        guard let begin = element.begin else { return emit(end: buffer.count, isTerminated: true) }
        return emit(element: begin, end: buffer.count)
    }

    private mutating func isBetweenElements(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: ","), UInt8(ascii: "]"): return true
        case UInt8(ascii: "[") where !element.isOpened:
            element.isOpened = true
            return true
        default: return false
        }
    }

    private func isScalarEnd(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ",") || byte == UInt8(ascii: "]")
    }

    private func isContainerEnd(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") || byte == UInt8(ascii: "\"")
    }

    private mutating func follow(string byte: UInt8) {
        if element.isEscaped {
            element.isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
            element.isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
            element.isInString = false
        }
    }

    private mutating func enter(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "{"), UInt8(ascii: "["): element.depth += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"): element.depth = max(0, element.depth - 1)
        case UInt8(ascii: "\""): element.isInString = true
        default: break
        }
    }

    private mutating func emit(element begin: Int, end: Int) -> EventFrame {
        let data = (start + begin)..<end
        var frame = emit(end: end, isTerminated: true)
        frame.data = .line(data)
        frame.lineEnding = .crlf
        element = ElementState(isOpened: true)
        return frame
    }
}
