@testable import SluiceMatching

/// Searches one text that arrives in pieces.
///
/// A value without I/O; the matches and their order within a pattern depend on the text alone, never on its cuts.
struct PlainScanner: Sendable {
    /// The bytes that have been appended.
    private(set) var length = 0
    /// The offset, in bytes of the text and at a code point's edge, up to which everything is decided.
    ///
    /// No deciding pattern will report a match that starts (`whole.lowerBound`) below it and was not reported yet.
    /// After `finish` it equals `length`.
    private(set) var decided = 0

    private let selection: PlainSelection
    private let circumstances: Circumstances
    private var groups: [PlainGroupScanner]
    /// The beginning of a code point whose rest has not come yet.
    private var tail: [UInt8] = []

    /// Longer pieces are searched in parts of this size, so that the memory for a text stays small.
    private static let partLength = 16 << 10

    /// A scanner at the beginning of a text.
    init(_ selection: PlainSelection, under circumstances: Circumstances = Circumstances()) {
        self.selection = selection
        self.circumstances = circumstances
        groups = selection.groups.map(PlainGroupScanner.init)
    }

    /// How often the engine gave up on a pattern in this text, whatever its `onLimit` made of it.
    func limitCount(of pattern: Int) -> Int {
        var count = 0
        for (group, scanner) in zip(selection.groups, groups) {
            for (index, regex) in group.regexes.enumerated() where regex.pattern == pattern {
                count += scanner.limits[index]
            }
        }
        return count
    }

    /// Takes the next piece, which may end inside a UTF-8 sequence, and adds the matches that it decides.
    ///
    /// Invalid bytes count as U+FFFD, one for each maximal subpart (Unicode 3.9).
    mutating func append(_ text: Span<UInt8>, into matches: inout [Match]) {
        append(text, isLast: false, into: &matches)
    }

    /// Takes the last piece and ends the text: `append` and `finish` in one search.
    ///
    /// A text that is there whole is searched once and completely: PCRE2 gives up early where a required character
    /// is missing, which it may not do while more text can come. The matches are those of the two calls.
    mutating func finish(with text: Span<UInt8>, into matches: inout [Match]) {
        append(text, isLast: true, into: &matches)
        finish(into: &matches)
    }

    private mutating func append(_ text: Span<UInt8>, isLast: Bool, into matches: inout [Match]) {
        text.withUnsafeBufferPointer { bytes in
            var start = 0
            while start < bytes.count {
                let end = min(start + Self.partLength, bytes.count)
                take(bytes.extracting(start..<end))
                if !isLast || end < bytes.count { scan(isFinished: false, into: &matches) }
                start = end
            }
        }
    }

    /// Ends the text and adds the matches that only its end decides.
    mutating func finish(into matches: inout [Match]) {
        takeTail()
        scan(isFinished: true, into: &matches)
        decided = length
    }

    private mutating func take(_ bytes: UnsafeBufferPointer<UInt8>) {
        length += bytes.count
        var start = 0
        while tail.count > 0, start < bytes.count {
            tail.append(bytes[start])
            switch tail.withUnsafeBufferPointer({ UTF8Codec.read($0, at: 0) }) {
            case .incomplete:
                start += 1
            case .codePoint:
                start += 1
                takeTail()
            case .invalid:
                // The byte doesn't belong to the sequence, which ends here.
                tail.removeLast()
                takeTail()
            }
        }
        let rest = bytes.extracting(start..<bytes.count)
        let incomplete = UTF8Codec.incompleteTail(of: rest)
        let whole = rest.extracting(0..<rest.count - incomplete)
        for index in groups.indices {
            groups[index].take(whole, group: selection.groups[index])
        }
        for index in rest.count - incomplete..<rest.count { tail.append(rest[index]) }
    }

    /// Gives the bytes of `tail` to the groups; an unfinished code point counts as U+FFFD.
    private mutating func takeTail() {
        for index in groups.indices {
            tail.withUnsafeBufferPointer { groups[index].take($0, group: selection.groups[index]) }
        }
        tail.removeAll()
    }

    private mutating func scan(isFinished: Bool, into matches: inout [Match]) {
        var undecided = length - tail.count
        for index in groups.indices {
            groups[index].scan(
                selection.groups[index], isFinished: isFinished, under: circumstances, into: &matches)
            undecided = min(undecided, groups[index].decided)
        }
        decided = undecided
    }
}
