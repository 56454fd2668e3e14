/// What a hit does, in order of precedence: the strongest wins where several rules hit.
package enum Action: String, CaseIterable, Sendable, Hashable {
    /// Only recorded.
    case log
    /// Recorded and shown to the client in a header.
    case tag
    /// The matched text is taken out.
    case redact
    /// The matched text is exchanged for another.
    case replace
    /// The exchange ends.
    case block

    /// Whether a hit changes what is delivered, so that text has to be held until it is decided.
    package var changesText: Bool { self >= .redact }
}

extension Action: Comparable {
    private var rank: Int {
        switch self {
        case .log: 0
        case .tag: 1
        case .redact: 2
        case .replace: 3
        case .block: 4
        }
    }

    package static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }
}
