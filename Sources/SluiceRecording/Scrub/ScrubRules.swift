package import SluiceRules
internal import SluiceWire

/// What is looked for before a recording is written.
package struct ScrubRules: Sendable {
    /// A secret in a text.
    struct Hit {
        var rule: Int
        var span: Range<Int>
    }

    private let selection: RuleSelection
    private let counting: Set<Int>

    /// Rules of a set, whatever kinds of text they name, in shadow or not; nil when none is active.
    ///
    /// - Parameter tags: Only rules with one of these tags count; nil: all.
    package init?(_ set: RuleSet, tags: Set<String>? = nil) {
        let counting = set.rules.indices.filter { index in
            tags.map { !$0.isDisjoint(with: set.rules[index].tags) } ?? true
        }
        guard !counting.isEmpty, let selection = set.selectionOfAllTargets(level: set.levels.count - 1) else {
            return nil
        }
        self.selection = selection
        self.counting = Set(counting)
    }

    /// The tags of rules that find secrets and personal data in the packs that are shipped.
    package static let tags: Set<String> = ["secrets", "secret", "personal", "pii"]

    /// All hits in a text by their place.
    func hits(in text: [UInt8]) -> [Hit] {
        var hits: [Hit] = []
        var start = 0
        while start < text.count {
            var filter = TextFilter(selection)
            let rest = text[start...]
            filter.finish(with: rest.span)
            hits += filter.takeHits().compactMap { hit in
                guard counting.contains(hit.active.rule), !hit.span.isEmpty else { return nil }
                return Hit(
                    rule: hit.active.rule,
                    span: (hit.span.lowerBound + start)..<(hit.span.upperBound + start))
            }
            // Behind a block nothing is looked for: go on from there.
            guard let block = filter.block else { break }
            start += max(1, block.span.upperBound)
        }
        return hits.sorted {
            ($0.span.lowerBound, $0.span.upperBound) < ($1.span.lowerBound, $1.span.upperBound)
        }
    }
}
