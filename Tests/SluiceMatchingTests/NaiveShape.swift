@testable import SluiceMatching

/// Follows a regex's shape through a text, all paths at once.
struct NaiveShape: ShapeWalk {
    let text: [UInt32]
    /// Whether the text's end is not its real one.
    let goesOn: Bool
    /// Whether a path asked for a code point beyond the text.
    private(set) var isLive = false
    /// Whether a path came to where only PCRE2 knows.
    private(set) var isUncertain = false

    init(_ text: [UInt32], goesOn: Bool) {
        self.text = text
        self.goesOn = goesOn
    }

    mutating func giveUp(at place: Int) {
        isUncertain = true
    }

    mutating func accepts(_ members: CodePointClass, at place: Int) -> Bool {
        guard place < text.count else {
            isLive = true
            return false
        }
        let isMember = members.contains(text[place])
        if isMember == nil { isUncertain = true }
        return isMember ?? false
    }

    mutating func holds(_ edge: RegexEdge, at place: Int) -> Bool {
        switch edge {
        case .textStart: return place == 0
        case .lineStart: return place == 0 || place < text.count && text[place - 1] == 0x0A
        case .wordEdge, .noWordEdge:
            if place == text.count, goesOn {
                isLive = true
                return false
            }
            let isEdge = isWord(at: place - 1) != isWord(at: place)
            return isEdge == (edge == .wordEdge)
        case .after(let members, let isNegated):
            guard place > 0 else { return isNegated }
            let isMember = members.contains(text[place - 1])
            if isMember == nil { isUncertain = true }
            return isMember.map { $0 != isNegated } ?? false
        }
    }

    private func isWord(at place: Int) -> Bool {
        guard text.indices.contains(place) else { return false }
        let codePoint = text[place]
        return 0x30...0x39 ~= codePoint || 0x41...0x5A ~= codePoint || codePoint == 0x5F
            || 0x61...0x7A ~= codePoint
    }
}
