/// Searches one text that arrives in pieces.
///
/// A value without I/O; the matches and their order within a pattern depend on the text alone, never on its cuts.
package struct StreamScanner: Sendable {
    /// The bytes that have been appended.
    package private(set) var length = 0
    /// The offset, in bytes of the text and at a code point's edge, up to which everything is decided.
    ///
    /// No deciding pattern will report a match that starts (`whole.lowerBound`) below it and was not reported yet.
    /// After `finish` it equals `length`.
    package private(set) var decided = 0

    private let selection: Selection
    private let circumstances: Circumstances
    /// The scan of the selection's first group, which is often the only one, in place.
    private var first = GroupScanner()
    /// The scans of the other groups.
    private var others: [GroupScanner]
    /// The beginning of a code point whose rest has not come yet.
    private var tail = ShortText()
    private var exceptions = ExceptionLog()

    /// Longer pieces are searched in parts of this size, so that the memory for a text stays small.
    static let partLength = 16 << 10

    /// A scanner at the beginning of a text.
    ///
    /// - Parameter circumstances: What holds of where the text comes from.
    package init(_ selection: Selection, under circumstances: Circumstances = Circumstances()) {
        self.selection = selection
        self.circumstances = circumstances
        others = selection.groups.dropFirst().map { _ in GroupScanner() }
    }

    /// How often the engine gave up on a pattern in this text, whatever its `onLimit` made of it.
    package func limitCount(of pattern: Int) -> Int {
        for (group, scanner) in zip(selection.groups, [first] + others) {
            let count = scanner.limitCount(of: pattern, in: group)
            if count > 0 { return count }
        }
        return 0
    }

    /// The bytes that the search of this text occupies beside the shared selection.
    package var memoryBytes: Int {
        others.reduce(MemoryLayout<StreamScanner>.size + first.memoryBytes) {
            $0 + MemoryLayout<GroupScanner>.stride + $1.memoryBytes
        }
    }

    /// Whether an exception has taken a hit away since the last `takeExceptions()`.
    package var hasExceptions: Bool { !exceptions.patterns.isEmpty }

    /// The patterns whose hits exceptions have taken away since the last call, each as often as it happened.
    package mutating func takeExceptions() -> [Int] {
        defer { exceptions.removeAll() }
        return exceptions.patterns
    }

    /// Takes the next piece, which may end inside a UTF-8 sequence, and adds the matches that it decides.
    ///
    /// Invalid bytes count as U+FFFD, one for each maximal subpart (Unicode 3.9).
    package mutating func append(_ text: Span<UInt8>, into matches: inout [Match]) {
        append(text, isLast: false, into: &matches)
    }

    /// Takes the last piece and ends the text: `append` and `finish` in one search.
    ///
    /// A text that is there whole is searched once and completely: PCRE2 gives up early where a required character
    /// is missing, which it may not do while more text can come. The matches are those of the two calls.
    package mutating func finish(with text: Span<UInt8>, into matches: inout [Match]) {
        append(text, isLast: true, into: &matches)
        finish(into: &matches)
    }

    @inline(__always)
    private mutating func append(_ text: Span<UInt8>, isLast: Bool, into matches: inout [Match]) {
        unsafe text.withUnsafeBufferPointer { bytes in
            if bytes.count <= Self.partLength {
                unsafe take(bytes)
                if !isLast { scan(isFinished: false, into: &matches) }
            } else {
                unsafe appendParts(bytes, isLast: isLast, into: &matches)
            }
        }
    }

    private mutating func appendParts(
        _ bytes: UnsafeBufferPointer<UInt8>, isLast: Bool, into matches: inout [Match]
    ) {
        var start = 0
        while start < bytes.count {
            let end = min(start + Self.partLength, bytes.count)
            unsafe take(bytes.extracting(start..<end))
            if !isLast || end < bytes.count { scan(isFinished: false, into: &matches) }
            start = end
        }
    }

    /// Ends the text and adds the matches that only its end decides.
    package mutating func finish(into matches: inout [Match]) {
        takeTail()
        scan(isFinished: true, into: &matches)
        decided = length
    }

    @inline(__always)
    private mutating func take(_ bytes: UnsafeBufferPointer<UInt8>) {
        length += bytes.count
        if bytes.count &+ tail.count <= ShortText.capacity {
            takeShort(unsafe ShortText(bytes))
        } else if tail.count == 0, let last = unsafe bytes.last, last < 0x80 {
            unsafe give(bytes)
        } else {
            unsafe takeWithTails(bytes)
        }
    }

    /// Takes a piece that has at most eight bytes together with the tail.
    @inline(__always)
    private mutating func takeShort(_ piece: ShortText) {
        var text = piece
        text.prepend(tail)
        tail = text.splitTail()
        let tables = unsafe selection.tables.start
        if unsafe selection.tables.count > 0 { unsafe first.take(text, tables) }
        for index in others.indices { unsafe others[index].take(text, tables + index + 1) }
    }

    private mutating func takeWithTails(_ bytes: UnsafeBufferPointer<UInt8>) {
        var start = 0
        while tail.count > 0, start < bytes.count {
            // The tail goes together with what follows it, up to where a code point begins.
            var end = min(start + ShortText.capacity - tail.count, bytes.count)
            while end < bytes.count, end > start + 1, unsafe bytes[end] & 0xC0 == 0x80 { end -= 1 }
            takeShort(unsafe ShortText(bytes.extracting(start..<end)))
            start = end
        }
        if start < bytes.count { unsafe giveWhole(bytes.extracting(start..<bytes.count)) }
    }

    /// Gives the groups all bytes but the beginning of a code point at their end, which becomes the tail.
    private mutating func giveWhole(_ bytes: UnsafeBufferPointer<UInt8>) {
        let incomplete = unsafe UTF8Codec.incompleteTail(of: bytes)
        let end = bytes.count - incomplete
        unsafe give(bytes.extracting(0..<end))
        tail = unsafe ShortText(bytes.extracting(end..<bytes.count))
    }

    /// Gives the bytes of `tail` to the groups; an unfinished code point counts as U+FFFD.
    private mutating func takeTail() {
        let bytes = tail
        unsafe bytes.withBytes { unsafe give($0) }
        tail = ShortText()
    }

    /// Gives bytes that don't end inside a code point to the groups.
    @inline(__always)
    private mutating func give(_ bytes: UnsafeBufferPointer<UInt8>) {
        let tables = unsafe selection.tables.start
        if unsafe selection.tables.count > 0 { unsafe first.take(bytes, tables) }
        for index in others.indices { unsafe others[index].take(bytes, tables + index + 1) }
    }

    private mutating func scan(isFinished: Bool, into matches: inout [Match]) {
        let tables = unsafe selection.tables.start
        let known = matches.count
        var undecided = length - tail.count
        if unsafe selection.tables.count > 0 {
            unsafe first.scan(tables, isFinished: isFinished, under: circumstances, into: &matches)
            undecided = min(undecided, first.decided)
        }
        if !others.isEmpty {
            let place = scanOthers(isFinished: isFinished, into: &matches)
            undecided = min(undecided, place)
        }
        if matches.count > known { exceptions.take(from: &matches, from: known) }
        decided = undecided
    }

    /// Searches with the groups behind the first; returns the first place that one of them has not decided.
    @inline(never)
    private mutating func scanOthers(isFinished: Bool, into matches: inout [Match]) -> Int {
        let tables = unsafe selection.tables.start
        var undecided = Int.max
        for index in others.indices {
            unsafe others[index].scan(
                tables + index + 1, isFinished: isFinished, under: circumstances, into: &matches)
            undecided = min(undecided, others[index].decided)
        }
        return undecided
    }
}
