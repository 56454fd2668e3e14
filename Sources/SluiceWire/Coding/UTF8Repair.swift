/// Replaces what is not UTF-8 by U+FFFD, one for each maximal subpart (Unicode 16, section 3.9.6;
/// as the WHATWG decoder does), in a text that may be cut anywhere.
///
/// Or, for bytes that must stay as they are, by a control character for each byte: the offsets are then the same.
package struct UTF8Repair: Sendable {
    /// The beginning of a sequence that the text was cut in: at most three bytes.
    private var pending: [UInt8] = []
    private let keepsLength: Bool

    /// - Parameter keepsLength: Whether each byte that belongs to no character is replaced by one byte.
    package init(keepsLength: Bool = false) {
        self.keepsLength = keepsLength
    }

    /// The valid form of a whole text whose offsets have to stay.
    package static func withSameLength(_ bytes: [UInt8]) -> [UInt8] {
        var repair = UTF8Repair(keepsLength: true)
        var text: [UInt8] = []
        repair.append(bytes.span, into: &text)
        repair.finish(into: &text)
        return text
    }

    /// Appends the valid form of the next bytes; holds back the beginning of an unfinished sequence.
    package mutating func append(_ bytes: Span<UInt8>, into out: inout [UInt8]) {
        var start = 0
        while !pending.isEmpty, start < bytes.count {
            let next = bytes[start]
            let fits =
                pending.count == 1
                ? UTF8Sequence.isSecond(next, after: pending[0]) : next & 0xc0 == 0x80
            guard fits else {
                finish(into: &out)
                break
            }
            pending.append(next)
            start += 1
            if pending.count == UTF8Sequence.expectedLength(pending[0]) {
                out.append(contentsOf: pending)
                pending.removeAll(keepingCapacity: true)
            }
        }
        let cut = Self.repair(bytes, from: start, keepsLength, into: &out)
        for index in cut..<bytes.count {
            pending.append(bytes[index])
        }
    }

    /// Declares the end of the text.
    package mutating func finish(into out: inout [UInt8]) {
        if !pending.isEmpty {
            out.append(contentsOf: Self.replacement(of: pending.count, keepsLength))
            pending.removeAll(keepingCapacity: true)
        }
    }

    /// Whether the bytes are well-formed UTF-8.
    package static func isValid(_ bytes: Span<UInt8>) -> Bool {
        validPrefix(bytes, from: 0) == bytes.count
    }

    /// Appends the valid form of a whole text.
    package static func repair(_ bytes: Span<UInt8>, into out: inout [UInt8]) {
        if repair(bytes, from: 0, false, into: &out) < bytes.count {
            out.append(contentsOf: UTF8Sequence.replacement)
        }
    }

    /// Appends the valid form of the bytes from `start` on; gives the offset of the sequence that the
    /// end cuts off, or the count.
    private static func repair(
        _ bytes: Span<UInt8>, from start: Int, _ keepsLength: Bool, into out: inout [UInt8]
    ) -> Int {
        var index = start
        while true {
            let end = validPrefix(bytes, from: index)
            bytes.extracting(index..<end).append(to: &out)
            guard end < bytes.count else { return end }
            let length = subpartLength(bytes, at: end)
            if end + length == bytes.count, length < UTF8Sequence.expectedLength(bytes[end]) { return end }
            out.append(contentsOf: replacement(of: length, keepsLength))
            index = end + length
        }
    }

    /// What stands for so many bytes that are no character.
    private static func replacement(of count: Int, _ keepsLength: Bool) -> [UInt8] {
        keepsLength ? Array(repeating: 0x1A, count: count) : UTF8Sequence.replacement
    }

    /// The end of the well-formed text that begins at `start`.
    private static func validPrefix(_ bytes: Span<UInt8>, from start: Int) -> Int {
        unsafe bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return start }
            var index = start
            while index < buffer.count {
                if index + 8 <= buffer.count,
                    unsafe UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self)
                        & 0x8080_8080_8080_8080 == 0
                {
                    index += 8
                    continue
                }
                let length = unsafe UTF8Sequence.length(base + index, available: buffer.count - index)
                guard length > 0 else { break }
                index += length
            }
            return index
        }
    }

    /// The length of the maximal subpart of an ill-formed sequence: what one U+FFFD stands for.
    private static func subpartLength(_ bytes: Span<UInt8>, at start: Int) -> Int {
        let expected = UTF8Sequence.expectedLength(bytes[start])
        guard expected > 1, start + 1 < bytes.count,
            UTF8Sequence.isSecond(bytes[start + 1], after: bytes[start])
        else { return 1 }
        var length = 2
        while length < expected, start + length < bytes.count, bytes[start + length] & 0xc0 == 0x80 {
            length += 1
        }
        return length
    }
}
