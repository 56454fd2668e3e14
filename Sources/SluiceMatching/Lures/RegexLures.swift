/// Lures for a regex: runs of what it repeats behind the text that leads there, and matches that lack their end.
struct RegexLures {
    /// How often an item is written that may be repeated.
    private enum Copies: String, CaseIterable {
        case few
        case many
    }

    private(set) var lures: [Lure] = []
    /// Characters, those that most classes of the regex hold first: they can be read in the most ways.
    private let favourites: [UInt8]
    private var copies = Copies.few
    private var repeatCount = 0

    private static let mostLures = 40
    private static let mostBranches = 4
    /// The bytes that many copies take at most.
    private static let longestRun = 400

    init(of shape: RegexShape) {
        favourites = Self.favourites(of: shape)
        for copies in Copies.allCases {
            self.copies = copies
            repeatCount = 0
            let match = follow(shape, from: [], isRecorded: copies == .few)
            add("match of \(copies.rawValue) copies", match, pump: [])
            let last = match.lastIndex { $0 & 0xC0 != 0x80 } ?? 0
            add("match of \(copies.rawValue) copies without its end", Array(match[..<last]), pump: [])
        }
    }

    private mutating func add(_ name: String, _ head: [UInt8], pump: [UInt8]) {
        guard lures.count < Self.mostLures, !head.isEmpty || !pump.isEmpty,
            !lures.contains(where: { $0.head == head && $0.pump == pump })
        else { return }
        lures.append(Lure(name: name, head: head, pump: pump))
    }

    /// The text with a match of the shape behind it; where it is recorded, the repeats on the way become lures.
    private mutating func follow(_ shape: RegexShape, from text: [UInt8], isRecorded: Bool) -> [UInt8] {
        switch shape {
        case .empty, .edge, .opaque: return text
        case .codePoint(let members): return text + member(of: members)
        case .sequence(let items):
            return items.reduce(text) { follow($1, from: $0, isRecorded: isRecorded) }
        case .choice(let branches):
            let first = branches.first.map { follow($0, from: text, isRecorded: isRecorded) } ?? text
            guard isRecorded else { return first }
            for branch in branches.dropFirst().prefix(Self.mostBranches - 1) {
                _ = follow(branch, from: text, isRecorded: true)
            }
            return first
        case .repeated(let item, let least, let most):
            let once = follow(item, from: [], isRecorded: false)
            if isRecorded { record(item, once, from: text) }
            guard !once.isEmpty else { return text }
            let room = max(1, Self.longestRun / once.count)
            let count = copies == .few ? min(least, room) : min(most ?? room, room)
            return text + [[UInt8]](repeating: once, count: count).joined()
        }
    }

    private mutating func record(_ item: RegexShape, _ once: [UInt8], from text: [UInt8]) {
        repeatCount += 1
        let name = "repeat \(repeatCount)"
        add(name, text, pump: once)
        guard case .codePoint = item else {
            let outer = copies
            copies = .many
            add("\(name), its own repeats long", text, pump: follow(item, from: [], isRecorded: false))
            copies = outer
            _ = follow(item, from: text, isRecorded: true)
            return
        }
    }

    private func member(of members: CodePointClass) -> [UInt8] {
        if let byte = favourites.first(where: members.ascii.contains) { return [byte] }
        var bytes: [UInt8] = []
        switch members.beyond {
        case .none: break
        case .ranges(let ranges): ranges.first.map { UTF8Codec.append($0.lowerBound, to: &bytes) }
        case .all, .unknown: bytes = Array("字".utf8)
        }
        return bytes
    }

    private static func favourites(of shape: RegexShape) -> [UInt8] {
        var counts = [Int](repeating: 0, count: 0x80)
        count(shape, into: &counts)
        let readable = Array("a1".utf8) + (UInt8(0x20)..<0x7F) + (UInt8(0)..<0x20)
        return readable.enumerated().sorted {
            (counts[Int($1.element)], $0.offset) < (counts[Int($0.element)], $1.offset)
        }.map(\.element)
    }

    /// Counts for each character the classes that hold it.
    private static func count(_ shape: RegexShape, into counts: inout [Int]) {
        switch shape {
        case .empty, .edge, .opaque: break
        case .codePoint(let members):
            for byte in UInt8(0)..<0x80 where members.ascii.contains(byte) { counts[Int(byte)] += 1 }
        case .sequence(let items), .choice(let items):
            for item in items { count(item, into: &counts) }
        case .repeated(let item, _, _): count(item, into: &counts)
        }
    }
}
