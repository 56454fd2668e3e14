@testable import SluiceMatching

/// The patterns of a selection that are compared with the same normalised text, one by one.
final class PlainGroup: Sendable {
    /// A regex pattern.
    struct Regex: Sendable {
        var pattern: Int
        var element: Int
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
        /// What each of the trie's slots stands for.
        let parts: [Part]

        init(isDeciding: Bool, trie: PlainTrie, parts: [Part]) {
            self.isDeciding = isDeciding
            self.trie = trie
            self.parts = parts
        }
    }

    /// A part of a pattern with keywords.
    struct Part: Sendable {
        var pattern: Int
        var keywords: [[UInt8]]
        var firstElement: Int
        var conditions: HitConditions
    }

    let table: NormalizationTable
    let regexes: [Regex]
    let keywords: [Keywords]
    /// How many bytes before an undecided place have to be kept.
    let keptBytes: Int

    init(set: PatternSet, table: NormalizationTable, members: [(pattern: Int, isDeciding: Bool)]) {
        self.table = table
        regexes = members.flatMap { member in
            set.patterns[member.pattern].parts.compactMap { part in
                guard case .regex(let program) = part.subject,
                    let searching = try? program.source.compiled()
                else { return nil }
                return Regex(
                    pattern: member.pattern, element: part.firstElement, isDeciding: member.isDeciding,
                    searching: searching, program: program,
                    required: program.requiredBytes, conditions: part.conditions)
            }
        }
        keywords = Self.keywords(of: members, in: set)
        keptBytes = members.map { set.patterns[$0.pattern].bytesBefore }.max() ?? 0
    }

    private static func keywords(
        of members: [(pattern: Int, isDeciding: Bool)], in set: PatternSet
    ) -> [Keywords] {
        var result: [Keywords] = []
        for boundary in [Boundary.auto, .word, .none] {
            for isDeciding in [true, false] {
                let parts = members.filter { $0.isDeciding == isDeciding }.flatMap { member in
                    set.patterns[member.pattern].parts.compactMap { part -> Part? in
                        guard case .keywords(let keywords, boundary) = part.subject else { return nil }
                        return Part(
                            pattern: member.pattern, keywords: keywords, firstElement: part.firstElement,
                            conditions: part.conditions)
                    }
                }
                guard !parts.isEmpty else { continue }
                result.append(
                    Keywords(isDeciding: isDeciding, trie: trie(of: parts, boundary: boundary), parts: parts))
            }
        }
        return result
    }

    private static func trie(of parts: [Part], boundary: Boundary) -> PlainTrie {
        let keywords = parts.enumerated().flatMap { slot, part in
            part.keywords.enumerated().map {
                PlainTrie.Keyword(bytes: $1, slot: slot, element: part.firstElement + $0)
            }
        }
        return PlainTrie(keywords, slotCount: parts.count, boundary: boundary)
    }
}
