@testable import SluiceMatching

/// The patterns of a selection that are compared with the same normalised text, one by one.
final class PlainGroup: Sendable {
    /// A regex pattern.
    struct Regex: Sendable {
        var pattern: Int
        var isDeciding: Bool
        /// Not anchored: PCRE2 looks for the first start itself.
        var searching: CompiledRegex
        var program: RegexProgram
        var required: ByteSet
        var conditions: HitConditions
    }

    /// The keyword patterns of one boundary, either all deciding or all observing.
    final class Keywords: Sendable {
        let isDeciding: Bool
        let trie: PlainTrie
        /// The pattern of each of the trie's slots.
        let patterns: [Int]
        let conditions: [HitConditions]

        init(isDeciding: Bool, trie: PlainTrie, patterns: [Int], conditions: [HitConditions]) {
            self.isDeciding = isDeciding
            self.trie = trie
            self.patterns = patterns
            self.conditions = conditions
        }
    }

    let table: NormalizationTable
    let regexes: [Regex]
    let keywords: [Keywords]
    /// How many bytes before an undecided place have to be kept.
    let keptBytes: Int

    init(set: PatternSet, table: NormalizationTable, members: [(pattern: Int, isDeciding: Bool)]) {
        self.table = table
        regexes = members.compactMap { member in
            let pattern = set.patterns[member.pattern]
            guard case .regex(let program) = pattern.subject,
                let searching = try? program.source.compiled()
            else { return nil }
            return Regex(
                pattern: member.pattern, isDeciding: member.isDeciding, searching: searching,
                program: program,
                required: program.requiredBytes, conditions: pattern.conditions)
        }
        keywords = Self.keywords(of: members, in: set)
        keptBytes =
            members.map { member in
                let pattern = set.patterns[member.pattern]
                return max(4 * (pattern.info.lookbehind + 1), pattern.conditions.coveringReach)
            }.max() ?? 0
    }

    private static func keywords(
        of members: [(pattern: Int, isDeciding: Bool)], in set: PatternSet
    ) -> [Keywords] {
        var result: [Keywords] = []
        for boundary in [Boundary.auto, .word, .none] {
            for isDeciding in [true, false] {
                let patterns = members.filter { $0.isDeciding == isDeciding }.map(\.pattern).filter {
                    pattern in
                    guard case .keywords(_, boundary) = set.patterns[pattern].subject else { return false }
                    return true
                }
                guard !patterns.isEmpty else { continue }
                result.append(
                    Keywords(
                        isDeciding: isDeciding, trie: trie(of: patterns, boundary: boundary, in: set),
                        patterns: patterns, conditions: patterns.map { set.patterns[$0].conditions }))
            }
        }
        return result
    }

    private static func trie(of patterns: [Int], boundary: Boundary, in set: PatternSet) -> PlainTrie {
        let keywords = patterns.enumerated().flatMap { slot, pattern in
            guard case .keywords(let keywords, _) = set.patterns[pattern].subject else {
                return [PlainTrie.Keyword]()
            }
            return keywords.enumerated().map { .init(bytes: $1, slot: slot, element: $0) }
        }
        return PlainTrie(keywords, slotCount: patterns.count, boundary: boundary)
    }
}
