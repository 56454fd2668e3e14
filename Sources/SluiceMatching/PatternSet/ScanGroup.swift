/// The patterns of a selection that are compared with the same normalised text.
final class ScanGroup: Sendable {
    /// A regex pattern.
    struct Regex: Sendable {
        var pattern: Int
        var isDeciding: Bool
        var program: RegexProgram
        var conditions: HitConditions
    }

    /// The keyword patterns of one boundary, either all deciding or all observing.
    final class Keywords: Sendable {
        let isDeciding: Bool
        let trie: KeywordTrie
        /// The pattern of each of the trie's slots.
        let patterns: [Int]
        let conditions: [HitConditions]

        init(isDeciding: Bool, trie: KeywordTrie, patterns: [Int], conditions: [HitConditions]) {
            self.isDeciding = isDeciding
            self.trie = trie
            self.patterns = patterns
            self.conditions = conditions
        }
    }

    let table: NormalizationTable
    let regexes: [Regex]
    /// What a search of each regex needs at first, without any reference to count.
    let calls: [RegexCall]
    let keywords: [Keywords]
    /// The number of 64-bit words in a set of regexes.
    let words: Int
    /// The regexes, as a set of bits, that a byte may wake: those with a match that begins with it.
    let wakes: [UInt64]
    /// The regexes, as a set of bits, that a byte may satisfy: those whose matches hold it, or that ask for none.
    let satisfies: [UInt64]
    /// All regexes as a set.
    let everyRegex: [UInt64]
    /// The deciding regexes as a set.
    let deciding: [UInt64]
    /// How many bytes before an undecided place have to be kept.
    let keptBytes: Int

    init(set: PatternSet, table: NormalizationTable, members: [(pattern: Int, isDeciding: Bool)]) {
        self.table = table
        let regexes: [Regex] = members.compactMap { member in
            let pattern = set.patterns[member.pattern]
            guard case .regex(let program) = pattern.subject else { return nil }
            return Regex(
                pattern: member.pattern, isDeciding: member.isDeciding, program: program,
                conditions: pattern.conditions)
        }
        self.regexes = regexes
        calls = regexes.map { RegexCall($0.program) }
        keywords = Self.keywords(of: members, in: set)
        words = (regexes.count + 63) / 64
        wakes = Self.table(of: regexes.map(\.program.regex.firstBytes), words: words)
        satisfies = Self.table(of: calls.map(\.required), words: words)
        everyRegex = Self.bits(of: regexes.indices, words: words)
        deciding = Self.bits(of: regexes.indices.filter { regexes[$0].isDeciding }, words: words)
        // One code point more than is looked at: without it the first one that is kept would look like the text's
        // beginning.
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
                        isDeciding: isDeciding, trie: set.trie(of: patterns, boundary: boundary),
                        patterns: patterns, conditions: patterns.map { set.patterns[$0].conditions }))
            }
        }
        return result
    }

    private static func bits(of indices: some Sequence<Int>, words: Int) -> [UInt64] {
        var bits = [UInt64](repeating: 0, count: words)
        for index in indices { bits[index >> 6] |= 1 << UInt64(index & 63) }
        return bits
    }

    /// For each byte the regexes, as a set of bits, whose set holds it.
    private static func table(of sets: [ByteSet], words: Int) -> [UInt64] {
        var table = [UInt64](repeating: 0, count: 256 * words)
        for (index, set) in sets.enumerated() {
            for byte in UInt8.min...UInt8.max where set.contains(byte) {
                table[Int(byte) * words + index >> 6] |= 1 << UInt64(index & 63)
            }
        }
        return table
    }
}
