/// What stands before a start, as far as the beginnings of regexes can ask for it.
struct PrefixContext: Hashable {
    /// The byte before; `nil` at the text's beginning.
    var before: UInt8?

    /// Index 256 is the text's beginning.
    static let all: [PrefixContext] = (UInt8.min...UInt8.max).map { .init(before: $0) } + [.init(before: nil)]

    /// Whether a letter, digit or underscore stands before.
    var isWord: Bool { before.map { ByteSet.wordBytes.contains($0) } ?? false }

    /// What the byte at a start has to be for a condition to hold; `nil` where that isn't known.
    func allowedBytes(_ edge: RegexEdge) -> ByteSet? {
        switch edge {
        case .wordEdge: isWord ? ByteSet.wordBytes.inverted : .wordBytes
        case .noWordEdge: isWord ? .wordBytes : ByteSet.wordBytes.inverted
        case .textStart: before == nil ? .all : ByteSet()
        case .lineStart: before == nil || before == UInt8(ascii: "\n") ? .all : ByteSet()
        case .after(let set, let isNegated): holds(set).map { $0 != isNegated ? .all : ByteSet() }
        }
    }

    /// Whether the code point before belongs to a class; `nil` where its last byte doesn't tell.
    private func holds(_ set: CodePointClass) -> Bool? {
        guard let before else { return false }
        if before < 0x80 { return set.ascii.contains(before) }
        return switch set.beyond {
        case .none: false
        case .all: true
        case .ranges, .unknown: nil
        }
    }
}
