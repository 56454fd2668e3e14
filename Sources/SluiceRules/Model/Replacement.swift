/// What stands where matched text was.
package struct Replacement: Sendable, Hashable {
    /// One piece of a replacement.
    package enum Part: Sendable, Hashable {
        /// These bytes.
        case text([UInt8])
        /// The match's first code points.
        case first(Int)
        /// The match's last code points.
        case last(Int)
        /// This text once per code point of the match.
        case length([UInt8])
    }

    package let parts: [Part]

    package init(parts: [Part]) {
        self.parts = parts
    }

    /// A replacement that is the same for every match.
    package init(text: String) {
        self.parts = [.text(Array(text.utf8))]
    }

    /// Whether the result depends on the match.
    package var showsMatch: Bool {
        parts.contains { part in
            switch part {
            case .text: false
            case .first, .last, .length: true
            }
        }
    }

    /// The bytes that stand for a match.
    ///
    /// A match that `first` and `last` together would show whole shows nothing of itself: those parts
    /// are left out.
    ///
    /// - Parameter matched: The matched text in its original bytes.
    package func bytes(for matched: Span<UInt8>) -> [UInt8] {
        var starts: [Int] = []
        for index in matched.indices where matched[index] & 0xC0 != 0x80 {
            starts.append(index)
        }
        let shown = parts.reduce(0) { total, part in
            switch part {
            case .first(let count), .last(let count): min(total + count, starts.count)
            case .text, .length: total
            }
        }
        let hidesAll = shown >= starts.count
        var result: [UInt8] = []
        for part in parts {
            switch part {
            case .text(let bytes):
                result += bytes
            case .first(let count):
                if !hidesAll { append(matched, 0..<starts[count], to: &result) }
            case .last(let count):
                if !hidesAll, count > 0 {
                    append(matched, starts[starts.count - count]..<matched.count, to: &result)
                }
            case .length(let bytes):
                for _ in starts { result += bytes }
            }
        }
        return result
    }

    private func append(_ text: Span<UInt8>, _ range: Range<Int>, to result: inout [UInt8]) {
        for index in range { result.append(text[index]) }
    }
}
