package import SluiceMatching

/// What a match has to meet to be a hit, as rule files call it.
package enum Condition: Sendable, Hashable {
    /// The keyword's edges may not touch letters or digits.
    case boundary(Boundary)
    case validator(Validator)
    case exception(PatternException)
    /// Words have to stand near the match.
    case nearby(Nearby)
    /// The other parts have to stand around the match.
    case together(Vicinity)

    /// The conditions of a pattern, in the order in which they are named.
    static func all(of pattern: Pattern) -> [Condition] {
        var conditions: [Condition] = []
        let hasKeywords = pattern.subject.parts.contains { part in
            if case .keywords = part { true } else { false }
        }
        if hasKeywords, pattern.boundary != .none { conditions.append(.boundary(pattern.boundary)) }
        if let together = pattern.together { conditions.append(.together(together)) }
        if let nearby = pattern.nearby { conditions.append(.nearby(nearby)) }
        return conditions + pattern.validators.map(Condition.validator)
            + pattern.exceptions.map(Condition.exception)
    }

    /// A pattern with these conditions only.
    static func pattern(_ pattern: Pattern, with conditions: [Condition]) -> Pattern {
        var pattern = pattern
        pattern.boundary = .none
        pattern.validators = []
        pattern.exceptions = []
        pattern.together = nil
        pattern.nearby = nil
        for condition in conditions {
            switch condition {
            case .boundary(let boundary): pattern.boundary = boundary
            case .validator(let validator): pattern.validators.append(validator)
            case .exception(let exception): pattern.exceptions.append(exception)
            case .nearby(let nearby): pattern.nearby = nearby
            case .together(let vicinity): pattern.together = vicinity
            }
        }
        return pattern
    }
}

extension Condition: CustomStringConvertible {
    /// The field that states it, and what it says.
    package var description: String {
        switch self {
        case .boundary(.word): "match.boundary word: the keyword touches a letter or digit"
        case .boundary: "match.boundary auto: the keyword is a part of a longer word"
        case .validator(let validator): "validate \(Self.name(of: validator)): the check does not hold"
        case .exception(.values): "except.values: it is one of these"
        case .exception(.covering): "except.covering: it lies inside one of these longer words"
        case .exception(.regex): "except.regex: it is found inside the match"
        case .exception(.sentence): "except.sentence: one of these stands in the same sentence"
        case .exception(.always): "except.where: the rule doesn't count where the text comes from"
        case .exception(.under(_, .always)): Self.exception(.always).description
        case .exception(.under(_, let exception)):
            Self.exception(exception).description + ", and comes from where that counts"
        case .nearby: "match.near: none of these words stands near the match"
        case .together: "match.all_of: another part doesn't stand within reach of the match"
        }
    }

    private static func name(of validator: Validator) -> String {
        switch validator {
        case .luhn: "luhn"
        case .cnID18: "cn_id18"
        case .iban: "iban"
        case .ipv4: "ipv4"
        case .emailDomain: "email_domain"
        case .jwt: "jwt"
        case .entropy(let least): "entropy of at least \(least) bits"
        }
    }
}
