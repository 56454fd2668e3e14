/// Finds the occurrences of `--boundary` in a body, skipping ahead by Horspool's rule.
struct DelimiterSearch {
    /// The two dashes and the boundary.
    let needle: [UInt8]

    private let shift: [Int]

    /// Makes a search for the delimiter of `boundary`.
    init(boundary: [UInt8]) {
        needle = [UInt8(ascii: "-"), UInt8(ascii: "-")] + boundary
        var shift = [Int](repeating: needle.count, count: 256)
        for (index, byte) in needle.dropLast().enumerated() { shift[Int(byte)] = needle.count - 1 - index }
        self.shift = shift
    }

    /// Where the next delimiter at or after `start` begins; `nil` when there is none.
    func next(in body: Span<UInt8>, from start: Int) -> Int? {
        let last = needle.count - 1
        var position = start
        while position + last < body.count {
            let tail = body[position + last]
            if tail == needle[last] {
                var index = 0
                while index < last, body[position + index] == needle[index] { index += 1 }
                if index == last { return position }
            }
            position += shift[Int(tail)]
        }
        return nil
    }
}
