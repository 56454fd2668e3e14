@testable import SluiceMatching

/// Follows one start of a text through a regex's shape, all paths at once, as far as a `PrefixAutomaton` should.
struct NaiveBeginning: ShapeWalk {
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

    /// From this place on only PCRE2 knows; at the start itself its first bytes are known.
    mutating func giveUp(at place: Int) {
        let first = String(Character(Unicode.Scalar(text[start]) ?? "\u{FFFD}")).utf8.first ?? 0
        if place > start || firstBytes.contains(first) { isAccepted = true }
    }

    mutating func accepts(_ members: CodePointClass, at place: Int) -> Bool {
        guard place < text.count else {
            isLive = true
            return false
        }
        let isMember = members.contains(text[place])
        if isMember == nil { isAccepted = true }
        return isMember ?? false
    }

    mutating func holds(_ edge: RegexEdge, at place: Int) -> Bool {
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
