/// What a text must hold before a pattern costs more there than a step of the automaton.
package enum PatternGate: Sendable, Hashable {
    /// Every match of the regex begins with one of these, in lower case where case doesn't count; at most 64.
    case literals([String])
    /// Every match of the regex begins with one of so many bytes.
    case firstBytes(Int)
    /// Every start has to be tried.
    case always
    /// Every match is one of so many keywords.
    case keywords(Int)
}

extension PatternGate {
    /// What a text must hold for one of two parts to cost anything: the sum of what is alike, or the weaker one.
    func merged(with other: PatternGate) -> PatternGate {
        switch (self, other) {
        case (.keywords(let own), .keywords(let others)): .keywords(own + others)
        case (.literals(let own), .literals(let others)): .literals(Array(Set(own + others)).sorted())
        case (.firstBytes(let own), .firstBytes(let others)): .firstBytes(min(256, own + others))
        case (.always, _), (_, .always): .always
        case (.firstBytes, _): self
        case (_, .firstBytes): other
        case (.literals, .keywords): self
        case (.keywords, .literals): other
        }
    }
}
