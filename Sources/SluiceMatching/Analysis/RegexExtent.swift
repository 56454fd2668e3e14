/// How much text an item of a regex can consume and look at, in code points; `nil` stands for no bound.
struct RegexExtent: Equatable {
    /// The longest text it matches.
    var maximum: Int?
    /// The furthest code point that deciding it can need, counted from its start; at least `maximum`.
    var reach: Int?
    /// The furthest code point that deciding it can need, counted from its end.
    var beyond: Int?

    /// Consumes nothing and looks at nothing.
    static let empty = RegexExtent(maximum: 0, reach: 0, beyond: 0)
    /// What isn't understood is taken to be without bound.
    static let unbounded = RegexExtent(maximum: nil, reach: nil, beyond: nil)

    /// Bounds above this count as none; it keeps the arithmetic far from overflow.
    private static let largest = 1_000_000

    /// Consumes exactly so many code points, or up to so many.
    static func codePoints(_ count: Int) -> RegexExtent {
        RegexExtent(maximum: count, reach: count, beyond: 0)
    }

    /// Consumes nothing, but looks at so many code points.
    static func assertion(reach: Int?) -> RegexExtent {
        RegexExtent(maximum: 0, reach: reach, beyond: reach)
    }

    /// This item and then the next.
    func followed(by next: RegexExtent) -> RegexExtent {
        RegexExtent(
            maximum: Self.sum(maximum, next.maximum),
            reach: Self.larger(reach, Self.sum(maximum, next.reach)),
            beyond: Self.larger(beyond, next.beyond))
    }

    /// Either of two.
    func or(_ other: RegexExtent) -> RegexExtent {
        RegexExtent(
            maximum: Self.larger(maximum, other.maximum), reach: Self.larger(reach, other.reach),
            beyond: Self.larger(beyond, other.beyond))
    }

    /// This item up to so many times.
    func repeated(atMost count: Int?) -> RegexExtent {
        if self == .empty || count == 0 { return .empty }
        if maximum == 0 { return self }
        guard let count, let maximum, count <= Self.largest else { return .unbounded }
        let (product, overflows) = maximum.multipliedReportingOverflow(by: count - 1)
        guard !overflows else { return .unbounded }
        return RegexExtent.codePoints(product).followed(by: self)
    }

    private static func sum(_ first: Int?, _ second: Int?) -> Int? {
        guard let first, let second, first + second <= largest else { return nil }
        return first + second
    }

    private static func larger(_ first: Int?, _ second: Int?) -> Int? {
        guard let first, let second else { return nil }
        return max(first, second)
    }
}
