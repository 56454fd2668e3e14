@testable import SluiceMatching

/// A way through a regex's shape, all paths at once, that says what it makes of the text.
protocol ShapeWalk {
    /// Whether the code point at a place belongs to a class.
    mutating func accepts(_ members: CodePointClass, at place: Int) -> Bool
    /// Whether a condition holds at a place.
    mutating func holds(_ edge: RegexEdge, at place: Int) -> Bool
    /// From this place on only PCRE2 knows.
    mutating func giveUp(at place: Int)
}

extension ShapeWalk {
    /// The places where the shape can end if it begins at one of `places`.
    mutating func ends(of shape: RegexShape, from places: Set<Int>) -> Set<Int> {
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
}
