/// Boundary rules, as a set of bits.
struct BoundarySet: OptionSet, Sendable {
    let rawValue: UInt8

    static let none = BoundarySet(rawValue: 1)
    static let auto = BoundarySet(rawValue: 2)
    static let word = BoundarySet(rawValue: 4)
    static let all: BoundarySet = [.none, .auto, .word]

    init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    init(_ boundary: Boundary) {
        self =
            switch boundary {
            case .none: .none
            case .auto: .auto
            case .word: .word
            }
    }
}
