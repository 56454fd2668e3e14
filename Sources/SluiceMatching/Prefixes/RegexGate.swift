/// A byte that every match of a regex holds near its beginning, and that is rare in ordinary text.
struct RegexGate {
    /// The only byte that serves as a gate: it is what regexes that begin with any word have in common.
    static let byte = UInt8(ascii: "@")
    /// A gate that can be further away does not count.
    private static let furthest = 512

    /// The byte stands less than so many bytes behind a match's start.
    let distance: Int
    /// What may stand right before it.
    let before: ByteSet

    /// The gate of a regex, if it has one and begins with enough letters for it to be worth the trouble.
    init?(of shape: RegexShape) {
        guard shape.beginsWithWords, let place = shape.place(of: Self.byte), place.distance <= Self.furthest
        else { return nil }
        distance = place.distance
        before = place.before
    }

    /// Where a byte stands in a match.
    fileprivate struct Place {
        /// How many bytes a match takes at most up to it, itself included.
        var distance: Int
        /// What may stand right before it.
        var before = ByteSet.all
    }
}

extension RegexShape {
    /// Where a certain byte stands in every match; `nil` if a match may lack it.
    fileprivate func place(of byte: UInt8) -> RegexGate.Place? {
        switch self {
        case .empty, .edge, .opaque: return nil
        case .codePoint(let set): return set.isOnly(byte) ? RegexGate.Place(distance: 1) : nil
        case .sequence(let items): return Self.place(of: byte, in: items)
        case .choice(let choices):
            var place: RegexGate.Place?
            for choice in choices {
                guard let own = choice.place(of: byte) else { return nil }
                place = RegexGate.Place(distance: max(place?.distance ?? 0, own.distance))
            }
            return place
        case .repeated(let item, let least, _): return least > 0 ? item.place(of: byte) : nil
        }
    }

    private static func place(of byte: UInt8, in items: [RegexShape]) -> RegexGate.Place? {
        var length = 0
        for (index, item) in items.enumerated() {
            if var place = item.place(of: byte) {
                if place.distance == 1, index > 0 { place.before = items[index - 1].lastBytes }
                place.distance += length
                return place
            }
            guard let longest = item.longestBytes else { return nil }
            length += longest
        }
        return nil
    }

    /// The bytes with which what it matches can end; all of them where it isn't a class that stands at least once.
    private var lastBytes: ByteSet {
        switch self {
        case .codePoint(let set): set.beyond == .none ? set.ascii : set.ascii.union(.nonASCII)
        case .repeated(let item, let least, _): least > 0 ? item.lastBytes : .all
        case .empty, .sequence, .choice, .edge, .opaque: .all
        }
    }

    /// The length of the longest text it matches, in bytes; `nil` where there is no bound, or it is far away.
    private var longestBytes: Int? {
        switch self {
        case .empty, .edge: return 0
        case .opaque: return nil
        case .codePoint(let set): return set.longestFolded
        case .sequence(let items):
            return items.reduce(0) { sum, item in
                guard let sum, let longest = item.longestBytes else { return nil }
                return sum + longest
            }
        case .choice(let choices):
            return choices.reduce(0) { most, choice in
                guard let most, let longest = choice.longestBytes else { return nil }
                return max(most, longest)
            }
        case .repeated(let item, _, let most):
            guard let most, let longest = item.longestBytes, most < 1 << 16, longest < 1 << 16 else {
                return nil
            }
            return most * longest
        }
    }

    /// Whether it begins with a class of at least half the letters, so that a walk from most starts is a long one.
    fileprivate var beginsWithWords: Bool {
        switch self {
        case .empty, .edge, .opaque: false
        case .codePoint(let set):
            (UInt8(ascii: "a")...UInt8(ascii: "z")).count(where: set.ascii.contains) > 12
        case .sequence(let items):
            items.first { if case .edge = $0 { false } else { true } }?.beginsWithWords ?? false
        case .choice(let choices): choices.contains(where: \.beginsWithWords)
        case .repeated(let item, _, _): item.beginsWithWords
        }
    }
}

extension CodePointClass {
    /// The length of its longest member in bytes, but for U+017F and U+212A, which a sifted text doesn't hold.
    fileprivate var longestFolded: Int {
        switch beyond {
        case .none: 1
        case .ranges(let ranges):
            ranges.allSatisfy { $0 == 0x17F...0x17F || $0 == 0x212A...0x212A } ? 1 : 4
        case .all, .unknown: 4
        }
    }

    fileprivate func isOnly(_ byte: UInt8) -> Bool {
        beyond == .none && ascii == ByteSet(byte...byte)
    }
}
