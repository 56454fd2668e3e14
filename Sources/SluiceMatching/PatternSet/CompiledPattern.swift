/// One pattern, ready to run.
struct CompiledPattern: Sendable {
    /// What is looked for.
    enum Subject: Sendable {
        case regex(RegexProgram)
        /// The keywords after normalisation.
        case keywords([[UInt8]], Boundary)
    }

    let subject: Subject
    let normalization: Normalization
    let conditions: HitConditions
    let info: PatternInfo

    /// Compiles a pattern; `nil` and one or more errors if it is refused.
    init?(_ pattern: Pattern, index: Int, errors: inout [PatternError]) {
        let errorsBefore = errors.count
        normalization = pattern.normalization
        conditions = HitConditions(of: pattern, index: index, errors: &errors)
        var subject: Subject?
        var info: PatternInfo?
        switch pattern.subject {
        case .regex(let regex, let capture):
            do {
                let program = try RegexCompiler(index: index, pattern: pattern).compile(
                    regex, capture: capture)
                subject = .regex(program.program)
                info = program.info
            } catch {
                errors.append(error)
            }
        case .keywords(let literals):
            do {
                let keywords = try Self.normalize(literals, table: pattern.normalization.table, index: index)
                subject = .keywords(keywords, pattern.boundary)
                info = Self.info(of: keywords)
            } catch {
                errors.append(error)
            }
        }
        guard let subject, var info, errors.count == errorsBefore else { return nil }
        info.holdBytes += conditions.coveringReach
        info.holdCharacters += conditions.coveringCharacters
        self.info = info
        self.subject = subject
    }

    private static func normalize(
        _ literals: [String], table: NormalizationTable, index: Int
    ) throws(PatternError) -> [[UInt8]] {
        guard !literals.isEmpty else {
            throw PatternError(pattern: index, kind: .noKeyword, message: "the list of keywords is empty")
        }
        let keywords = literals.map(table.normalize)
        if let empty = keywords.firstIndex(where: \.isEmpty) {
            throw PatternError(
                pattern: index, kind: .emptyMatch,
                message: "keyword \(empty + 1) is empty after normalisation")
        }
        return keywords
    }

    /// A keyword is held while it may go on, and for one code point more while its boundary is open.
    private static func info(of keywords: [[UInt8]]) -> PatternInfo {
        let lengths = keywords.map { keyword in keyword.count { $0 & 0xC0 != 0x80 } }
        let longest = lengths.max() ?? 0
        return PatternInfo(
            minimumLength: lengths.min() ?? 0, maximumLength: longest,
            holdBytes: keywords.map(\.count).max() ?? 0, holdCharacters: longest, lookbehind: 1,
            gate: .keywords(keywords.count))
    }
}
