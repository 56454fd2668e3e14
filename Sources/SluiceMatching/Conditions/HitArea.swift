/// The part of a text around a hit that a condition looks at.
///
/// A function of the whole text: while text that belongs to it may still come it is not complete.
struct HitArea {
    /// Where it begins; all of what is before the hit is always there.
    var start: Int
    /// Where it ends, as far as the text has come.
    private(set) var end: Int
    /// Where what is shown of the text begins: a code point before the area, by which a word's edge is told.
    var viewStart: Int
    /// Where what is shown ends: a code point behind the area, or where the area ends for want of one.
    private(set) var viewEnd: Int
    /// Whether no more text can belong to it.
    private(set) var isComplete: Bool
    /// Whether all that is ever shown is there.
    private(set) var isClosed: Bool

    /// Finds the area around a hit of `text`, which is all that is kept of it.
    init(
        of vicinity: Vicinity, around hit: Range<Int>, in text: UnsafeBufferPointer<UInt8>, isFinished: Bool
    ) {
        var isSentence = false
        if case .sentence = vicinity { isSentence = true }
        start = hit.lowerBound
        var isEdge = false
        var left = vicinity.before
        while start > 0, left > 0 {
            if isSentence, unsafe SentenceEnd.stands(before: start, in: text, isFinished: true) == true {
                isEdge = true
                break
            }
            start = unsafe Self.previous(start, in: text)
            left -= 1
        }
        viewStart = start > 0 && !isEdge ? unsafe Self.previous(start, in: text) : start
        end = hit.upperBound
        isComplete = false
        left = vicinity.after
        while !isComplete {
            if left == 0 {
                isComplete = true
            } else if isSentence, end > 0 {
                switch unsafe SentenceEnd.stands(before: end, in: text, isFinished: isFinished) {
                case true?: isComplete = true
                case false?: break
                case nil:
                    (viewEnd, isClosed) = (end, false)
                    return
                }
            }
            guard !isComplete else { break }
            guard end < text.count else {
                isComplete = isFinished
                break
            }
            end = unsafe Self.next(end, in: text)
            left -= 1
        }
        viewEnd = end < text.count && isComplete ? unsafe Self.next(end, in: text) : end
        isClosed = isComplete && (isFinished || viewEnd > end)
    }

    private static func previous(_ offset: Int, in text: UnsafeBufferPointer<UInt8>) -> Int {
        var offset = offset - 1
        while offset > 0, unsafe text[offset] & 0xC0 == 0x80 { offset -= 1 }
        return offset
    }

    private static func next(_ offset: Int, in text: UnsafeBufferPointer<UInt8>) -> Int {
        var offset = offset + 1
        while offset < text.count, unsafe text[offset] & 0xC0 == 0x80 { offset += 1 }
        return offset
    }
}
