/// One pattern, ready to run.
struct CompiledPattern: Sendable {
    /// What is looked for.
    enum Subject: Sendable {
        case regex(RegexProgram)
        /// The keywords after normalisation.
        case keywords([[UInt8]], Boundary)
    }

    /// A regex or a set of keywords, searched by itself.
    struct Part: Sendable {
        let subject: Subject
        let conditions: HitConditions
        /// The index that a hit reports of the part's first keyword, or of its regex.
        let firstElement: Int
    }

    let parts: [Part]
    let normalization: Normalization
    let info: PatternInfo

    /// How much text before a hit has to be kept, in bytes.
    var bytesBefore: Int {
        parts.reduce(4 * (info.lookbehind + 1)) { max($0, $1.conditions.bytesBefore) }
    }

    /// Compiles a pattern; `nil` and one or more errors if it is refused.
    init?(_ pattern: Pattern, index: Int, errors: inout [PatternError]) {
        let errorsBefore = errors.count
        normalization = pattern.normalization
        let conditions = HitConditions(of: pattern, index: index, errors: &errors)
        let subjects = pattern.subject.parts
        var compiled: [(subject: Subject, info: PatternInfo)] = []
        for (part, subject) in subjects.enumerated() {
            do throws(PatternError) {
                compiled.append(try Self.compile(subject, of: pattern, index: index))
            } catch {
                var error = error
                error.part = part
                errors.append(error)
            }
        }
        guard errors.count == errorsBefore, var info = compiled.first?.info else { return nil }
        var contexts: [HitContext?] = subjects.map { _ in nil }
        if let vicinity = pattern.together {
            do throws(PatternErrors) {
                contexts = try HitContext.together(subjects, in: vicinity, of: pattern)
            } catch {
                errors += error.errors
                return nil
            }
        }
        for other in compiled.dropFirst() { info.merge(other.info) }
        var parts: [Part] = []
        var element = 0
        for (part, context) in zip(compiled, contexts) {
            let own = context.map(conditions.with) ?? conditions
            parts.append(Part(subject: part.subject, conditions: own, firstElement: element))
            element += part.subject.elementCount
        }
        info.holdBytes += parts.map(\.conditions.bytesBehind).max() ?? 0
        info.holdCharacters += parts.map(\.conditions.charactersBehind).max() ?? 0
        self.parts = parts
        self.info = info
    }

    private static func compile(
        _ subject: Pattern.Subject, of pattern: Pattern, index: Int
    ) throws(PatternError) -> (subject: Subject, info: PatternInfo) {
        switch subject {
        case .regex(let regex, let capture):
            let compiled = try RegexCompiler(index: index, pattern: pattern).compile(regex, capture: capture)
            return (.regex(compiled.program), compiled.info)
        case .keywords(let literals):
            let keywords = try normalize(literals, table: pattern.normalization.table, index: index)
            return (.keywords(keywords, pattern.boundary), info(of: keywords))
        case .parts:
            throw PatternError(
                pattern: index, kind: .tooLarge, message: "a part of a pattern has no parts of its own")
        }
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

extension CompiledPattern.Subject {
    /// How many elements a hit can name.
    fileprivate var elementCount: Int {
        switch self {
        case .regex: 1
        case .keywords(let keywords, _): keywords.count
        }
    }
}
