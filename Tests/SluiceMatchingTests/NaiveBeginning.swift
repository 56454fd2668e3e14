@testable import SluiceMatching

/// Follows one start of a text through a regex's shape, all paths at once, as far as a `PrefixAutomaton` should.
struct NaiveBeginning {
    /// What is known of a start.
    enum Status: Equatable {
        /// No match begins here.
        case dead
        /// More text decides.
        case live
        /// PCRE2 decides.
        case accepted
    }

    private let text: [UInt32]
    private let start: Int
    private let firstBytes: ByteSet
    private var isLive = false
    private var isAccepted = false

    /// The status of the start at an index of `text`, which may go on.
    static func status(of shape: RegexShape, _ firstBytes: ByteSet, in text: [UInt32], at start: Int)
        -> Status
    {
        var naive = NaiveBeginning(text: text, start: start, firstBytes: firstBytes)
        let ends = naive.ends(of: shape, from: [start])
        // An empty match is none.
        if naive.isAccepted || ends.contains(where: { $0 > start }) { return .accepted }
        return naive.isLive ? .live : .dead
    }

    private init(text: [UInt32], start: Int, firstBytes: ByteSet) {
        self.text = text
        self.start = start
        self.firstBytes = firstBytes
    }

    private mutating func ends(of shape: RegexShape, from places: Set<Int>) -> Set<Int> {
        if places.isEmpty { return [] }
        switch shape {
        case .empty: return places
        case .opaque:
            for place in places { giveUp(at: place) }
            return []
        case .codePoint(let members):
            return Set(places.compactMap { accepts(members, at: $0) ? $0 + 1 : nil })
        case .sequence(let shapes):
            return shapes.reduce(places) { ends(of: $1, from: $0) }
        case .choice(let shapes):
            return shapes.reduce(into: []) { $0.formUnion(ends(of: $1, from: places)) }
        case .edge(let edge):
            return places.filter { holds(edge, at: $0) }
        case .repeated(let inner, let least, let most):
            var current = places
            for _ in 0..<least { current = ends(of: inner, from: current) }
            var result = current
            var count = least
            while !current.isEmpty, count < most ?? .max {
                current = ends(of: inner, from: current).subtracting(result)
                result.formUnion(current)
                count += 1
            }
            return result
        }
    }

    /// From this place on only PCRE2 knows; at the start itself its first bytes are known.
    private mutating func giveUp(at place: Int) {
        let first = String(Character(Unicode.Scalar(text[start]) ?? "\u{FFFD}")).utf8.first ?? 0
        if place > start || firstBytes.contains(first) { isAccepted = true }
    }

    private mutating func accepts(_ members: CodePointClass, at place: Int) -> Bool {
        guard place < text.count else {
            isLive = true
            return false
        }
        let isMember = members.contains(text[place])
        if isMember == nil { isAccepted = true }
        return isMember ?? false
    }

    private mutating func holds(_ edge: RegexEdge, at place: Int) -> Bool {
        guard place == start else {
            giveUp(at: place)
            return false
        }
        let before = place > 0 ? text[place - 1] : nil
        switch edge {
        case .textStart: return before == nil
        case .lineStart: return before == nil || before == 0x0A
        case .wordEdge: return isWord(before) != isWord(text[place])
        case .noWordEdge: return isWord(before) == isWord(text[place])
        case .after(let members, let isNegated):
            guard let before else { return isNegated }
            if let isMember = answer(members, before) { return isMember != isNegated }
            giveUp(at: place)
            return false
        }
    }

    /// Whether a code point belongs to a class, as far as its last byte tells.
    private func answer(_ members: CodePointClass, _ codePoint: UInt32) -> Bool? {
        if codePoint < 0x80 { return members.contains(codePoint) }
        return members.beyond == .none ? false : members.beyond == .all ? true : nil
    }

    private func isWord(_ codePoint: UInt32?) -> Bool {
        guard let codePoint, codePoint < 0x80 else { return false }
        return ByteSet.wordBytes.contains(UInt8(codePoint))
    }
}
