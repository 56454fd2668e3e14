/// The patterns of a group that hold text back, or those that only observe it.
///
/// Two halves, so that nothing is held because of a pattern that only observes.
final class ScanHalf: Sendable {
    /// A regex pattern.
    struct Regex: Sendable {
        var pattern: Int
        /// What a hit reports as its element.
        var element: Int
        var program: RegexProgram
        var conditions: HitConditions
    }

    /// A keyword pattern.
    struct Keywords: Sendable {
        var pattern: Int
        var literals: [[UInt8]]
        /// What a hit of the first literal reports as its element.
        var firstElement: Int
        var boundary: Boundary
        var conditions: HitConditions
    }

    /// What each hit of a keyword pattern needs, without any reference to count.
    struct KeywordPattern: Sendable, BitwiseCopyable {
        var index: Int
        var hasConditions: Bool
    }

    let regexes: [Regex]
    /// What a call of each regex needs, without any reference to count.
    let calls: FixedTable<RegexCall>
    /// The beginnings of the regexes.
    let prefixes: PrefixAutomaton
    /// The beginnings of those that have neither a `RegexGate` nor literals to begin with; `nil` if that is all of them.
    let light: PrefixAutomaton?
    /// Where any regex may start, and where those of `light` may; `nil` where nobody asks.
    let starts: StartFilter?
    let lightStarts: StartFilter?
    /// Whether every regex begins with one of a few literals.
    let hasOnlyLiterals: Bool
    /// The largest distance of the gates.
    let gateDistance: Int
    /// What may stand right before a gate.
    let bytesBeforeGate: ByteSet
    /// Finds the literals that regexes begin with; `nil` if there are none.
    let prefixFilter: LiteralFilter?
    let longestPrefix: Int
    /// The least that a start of a regex without upper bound sees, in bytes.
    let shortestReach: Int
    /// The most that a start of any regex sees, in bytes.
    let longestReach: Int
    /// The keyword patterns by their slot.
    let keywords: [Keywords]
    let keywordPatterns: FixedTable<KeywordPattern>
    /// Their keywords.
    let automaton: KeywordAutomaton

    var hasRegexes: Bool { !regexes.isEmpty }
    var hasKeywords: Bool { !keywords.isEmpty }

    /// The memory of its automata and filters in bytes; the regexes' code belongs to the patterns.
    var byteCount: Int {
        prefixes.byteCount + (light?.byteCount ?? 0) + (starts?.byteCount ?? 0)
            + (lightStarts?.byteCount ?? 0) + (prefixFilter?.memory ?? 0) + automaton.byteCount
    }

    /// - Parameter isTrial: Whether it is made for a few short texts.
    init(set: PatternSet, patterns: [Int], isTrial: Bool) {
        regexes = patterns.flatMap { index in
            set.patterns[index].parts.compactMap { part in
                guard case .regex(let program) = part.subject else { return nil }
                return Regex(
                    pattern: index, element: part.firstElement, program: program, conditions: part.conditions)
            }
        }
        calls = FixedTable(regexes.map(RegexCall.init))
        let programs = regexes.map(\.program)
        let budget = isTrial ? PrefixBudget.trial : .traffic
        prefixes = PrefixAutomaton.automaton(of: programs, programs.indices, budget: budget)
        let sieve = RegexSieve(programs, sifts: !isTrial)
        hasOnlyLiterals = sieve.rest.isEmpty && sieve.gateDistance == 0
        gateDistance = sieve.gateDistance
        bytesBeforeGate = sieve.bytesBeforeGate
        longestPrefix = sieve.literals.map(\.count).max() ?? 0
        prefixFilter = sieve.literals.isEmpty ? nil : LiteralFilter(sieve.literals)
        light =
            sieve.rest.count < programs.count
            ? PrefixAutomaton.automaton(of: programs, sieve.rest, budget: budget) : nil
        starts = isTrial || regexes.isEmpty ? nil : StartFilter(prefixes)
        lightStarts = hasOnlyLiterals ? nil : light.map(StartFilter.init)
        shortestReach =
            regexes.map(\.program.bounds).map { $0.block == nil ? .max : $0.reach }.min() ?? .max
        longestReach = regexes.map(\.program.bounds.hold).max() ?? 0
        keywords = patterns.flatMap { index in
            set.patterns[index].parts.compactMap { part in
                guard case .keywords(let literals, let boundary) = part.subject else { return nil }
                return Keywords(
                    pattern: index, literals: literals, firstElement: part.firstElement, boundary: boundary,
                    conditions: part.conditions)
            }
        }
        keywordPatterns = FixedTable(
            keywords.map { KeywordPattern(index: $0.pattern, hasConditions: !$0.conditions.isEmpty) })
        automaton = KeywordAutomaton(
            keywords.enumerated().flatMap { slot, member in
                member.literals.enumerated().map { number, literal in
                    KeywordAutomaton.Keyword(
                        bytes: literal, slot: slot, element: member.firstElement + number,
                        boundary: member.boundary)
                }
            })
    }
}
