/// Validators and exceptions of a pattern, compiled.
struct HitConditions: Sendable {
    private let validators: [Validator]
    private let values: Set<[UInt8]>
    private let covering: [[UInt8]]
    private let regexes: [CompiledRegex]

    /// Whether every hit is accepted.
    let isEmpty: Bool
    /// The length in bytes of the longest covering literal; that much text has to be kept on both sides.
    let coveringReach: Int
    /// The length of the longest covering literal in code points.
    let coveringCharacters: Int

    /// Compiles a pattern's conditions; what is wrong with an exception is added to `errors`.
    init(of pattern: Pattern, index: Int, errors: inout [PatternError]) {
        let table = pattern.normalization.table
        var values: Set<[UInt8]> = []
        var covering: [[UInt8]] = []
        var regexes: [CompiledRegex] = []
        for exception in pattern.exceptions {
            switch exception {
            case .values(let literals): values.formUnion(literals.map(table.normalize))
            case .covering(let literals): covering += literals.map(table.normalize).filter { !$0.isEmpty }
            case .regex(let regex):
                do {
                    let source = try RegexSource(regex, normalization: pattern.normalization)
                    regexes.append(try source.compiled())
                } catch {
                    errors.append(
                        PatternError(
                            pattern: index, kind: .exceptionSyntax, offset: error.offset,
                            message: "the exception's regex: \(error.message)"))
                }
            }
        }
        validators = pattern.validators
        self.values = values
        self.covering = covering
        self.regexes = regexes
        isEmpty = validators.isEmpty && values.isEmpty && covering.isEmpty && regexes.isEmpty
        coveringReach = covering.map(\.count).max() ?? 0
        coveringCharacters = covering.map { literal in literal.count { $0 & 0xC0 != 0x80 } }.max() ?? 0
    }

    /// Judges a hit of `text`, which is all that is kept of the normalised text.
    func judge(_ hit: Range<Int>, in text: UnsafeBufferPointer<UInt8>, isFinished: Bool) -> Verdict {
        if isEmpty { return .accepted }
        let captured = text.extracting(hit)
        guard validators.allSatisfy({ unsafe $0.accepts(captured.span) }) else { return .refused }
        if !values.isEmpty, values.contains(unsafe Array(captured)) { return .refused }
        if regexes.contains(where: { unsafe $0.finds(in: captured) }) { return .refused }
        return unsafe judgeCovering(hit, in: text, isFinished: isFinished)
    }

    /// Looks for an occurrence of a covering literal around the hit.
    private func judgeCovering(
        _ hit: Range<Int>, in text: UnsafeBufferPointer<UInt8>, isFinished: Bool
    ) -> Verdict {
        var verdict = Verdict.accepted
        for literal in covering where literal.count >= hit.count {
            for distance in 0...literal.count - hit.count where distance <= hit.lowerBound {
                let start = hit.lowerBound - distance
                let length = min(literal.count, text.count - start)
                guard unsafe text.extracting(start..<start + length).elementsEqual(literal[..<length]) else {
                    continue
                }
                if length == literal.count { return .refused }
                if !isFinished { verdict = .undecided }
            }
        }
        return verdict
    }
}
