extension RegexShape {
    /// Shapes one after the other; what follows an opaque one is left out.
    static func sequence(of shapes: [RegexShape]) -> RegexShape {
        var parts: [RegexShape] = []
        for shape in shapes {
            if parts.last == .opaque { break }
            switch shape {
            case .empty: break
            case .sequence(let inner): parts += inner
            default: parts.append(shape)
            }
        }
        return parts.count > 1 ? .sequence(parts) : parts.first ?? .empty
    }

    /// Any of the shapes.
    static func choice(of shapes: [RegexShape]) -> RegexShape {
        shapes.count > 1 ? .choice(shapes) : shapes.first ?? .empty
    }

    /// This shape under a quantifier.
    func repeated(_ quantifier: RegexReader.Quantifier) -> RegexShape {
        guard quantifier.isCertain else { return .opaque }
        // PCRE2 has rules of its own for a quantifier behind an assertion.
        if case .edge = self { return .opaque }
        if self == .opaque || self == .empty { return self }
        let shape: RegexShape =
            switch (quantifier.minimum, quantifier.maximum) {
            case (_, 0): .empty
            case (1, 1): self
            case (let least, let most): .repeated(self, least: least, most: most)
            }
        return quantifier.isPossessive ? .sequence(of: [shape, .opaque]) : shape
    }

    /// The shape without an opaque end.
    var loosened: RegexShape {
        switch self {
        case .opaque: .empty
        case .sequence(let items) where items.last == .opaque: .sequence(of: items.dropLast())
        default: self
        }
    }

    /// The class, if the shape is one code point in any of its branches.
    var singleClass: CodePointClass? {
        switch self {
        case .codePoint(let members):
            return members
        case .choice(let branches):
            var union: CodePointClass?
            for branch in branches {
                guard let members = branch.singleClass else { return nil }
                union = union?.union(members) ?? members
            }
            return union
        default:
            return nil
        }
    }
}
