/// What has been read of a regex: its bounds and its structure.
struct RegexPart {
    var extent: RegexExtent
    var shape: RegexShape

    /// Consumes nothing and looks at nothing.
    static let empty = RegexPart(extent: .empty, shape: .empty)
    /// What isn't understood.
    static let unknown = RegexPart(extent: .unbounded, shape: .opaque)

    /// One code point of a class; `nil` where its members aren't known.
    static func codePoint(_ members: CodePointClass?) -> RegexPart {
        RegexPart(extent: .codePoints(1), shape: members.map(RegexShape.codePoint) ?? .opaque)
    }

    /// This part under a quantifier.
    func repeated(_ quantifier: RegexReader.Quantifier) -> RegexPart {
        RegexPart(
            extent: extent.repeated(atMost: quantifier.maximum), shape: shape.repeated(quantifier))
    }

    /// This part in a group that is not entered again once it is left.
    func closed() -> RegexPart {
        RegexPart(extent: extent, shape: .sequence(of: [shape, .opaque]))
    }
}
