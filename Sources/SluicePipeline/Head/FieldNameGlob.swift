/// A pattern of header field names in which each `*` stands for any number of characters.
struct FieldNameGlob: Sendable {
    private static let star = UInt8(ascii: "*")

    /// The pattern in lower case.
    private let pattern: [UInt8]

    /// Makes a glob; letters of either case are the same.
    init(_ pattern: String) {
        self.pattern = pattern.utf8.map(ASCII.lowercased)
    }

    /// Whether the whole name fits the pattern.
    ///
    /// Goes back to the last `*` only, so that the work is bounded by the product of the two lengths.
    func matches(_ name: Span<UInt8>) -> Bool {
        var next = 0
        var position = 0
        var resume: (pattern: Int, name: Int)?
        while position < name.count {
            if next < pattern.count, pattern[next] == Self.star {
                next += 1
                resume = (next, position)
            } else if next < pattern.count, pattern[next] == ASCII.lowercased(name[position]) {
                next += 1
                position += 1
            } else if let last = resume {
                next = last.pattern
                position = last.name + 1
                resume = (next, position)
            } else {
                return false
            }
        }
        return pattern[next...].allSatisfy { $0 == Self.star }
    }
}
