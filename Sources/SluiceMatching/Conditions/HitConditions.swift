/// Validators and exceptions of a pattern, compiled.
struct HitConditions: Sendable {
    private let validators: [Validator]
    private let values: Set<[UInt8]>
    private let covering: [[UInt8]]
    private let regexes: [CompiledRegex]
    private var contexts: [HitContext]
    /// Exceptions that count under a circumstance only.
    private var circumstantial: [(circumstance: Int, conditions: HitConditions)]
    private let refusesAll: Bool

    /// Whether every hit is accepted.
    private(set) var isEmpty: Bool
    /// How much text before a hit has to be kept, in bytes.
    private(set) var bytesBefore: Int
    /// How much text behind a hit may have to come before it is decided, in bytes.
    private(set) var bytesBehind: Int
    /// The same in code points.
    private(set) var charactersBehind: Int

    /// Compiles a pattern's conditions; what is wrong with an exception is added to `errors`.
    init(of pattern: Pattern, index: Int, errors: inout [PatternError]) {
        let table = pattern.normalization.table
        var values: Set<[UInt8]> = []
        var covering: [[UInt8]] = []
        var regexes: [CompiledRegex] = []
        var contexts: [HitContext] = []
        var circumstantial: [(circumstance: Int, conditions: HitConditions)] = []
        var refusesAll = false
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
            case .sentence(let phrases, let reach):
                Self.add(to: &contexts, index, &errors) { () throws(PatternErrors) in
                    [try HitContext.exception(phrases, reach: reach, of: pattern)]
                }
            case .always: refusesAll = true
            case .under(let circumstance, let exception):
                var bare = Pattern(pattern.subject, normalization: pattern.normalization)
                bare.exceptions = [exception]
                circumstantial.append(
                    (circumstance, HitConditions(of: bare, index: index, errors: &errors)))
            }
        }
        if let nearby = pattern.nearby {
            Self.add(to: &contexts, index, &errors) { () throws(PatternErrors) in
                [try HitContext.nearby(nearby, of: pattern)]
            }
        }
        validators = pattern.validators
        self.values = values
        self.covering = covering
        self.regexes = regexes
        self.contexts = []
        self.circumstantial = circumstantial
        self.refusesAll = refusesAll
        isEmpty =
            validators.isEmpty && values.isEmpty && covering.isEmpty && regexes.isEmpty
            && circumstantial.isEmpty && !refusesAll
        bytesBefore = covering.map(\.count).max() ?? 0
        bytesBehind = bytesBefore
        charactersBehind = covering.map { literal in literal.count { $0 & 0xC0 != 0x80 } }.max() ?? 0
        for context in contexts { add(context) }
        for (_, conditions) in circumstantial {
            reach(conditions.bytesBefore, conditions.bytesBehind, conditions.charactersBehind)
        }
    }

    /// These conditions and one on the text around a hit.
    func with(_ context: HitContext) -> HitConditions {
        var conditions = self
        conditions.add(context)
        return conditions
    }

    private mutating func add(_ context: HitContext) {
        contexts.append(context)
        isEmpty = false
        reach(context.bytesBefore, 4 * context.charactersBehind, context.charactersBehind)
    }

    private mutating func reach(_ bytesBefore: Int, _ bytesBehind: Int, _ charactersBehind: Int) {
        self.bytesBefore = max(self.bytesBefore, bytesBefore)
        self.bytesBehind = max(self.bytesBehind, bytesBehind)
        self.charactersBehind = max(self.charactersBehind, charactersBehind)
    }

    /// Adds contexts, or what is wrong with their words.
    private static func add(
        to contexts: inout [HitContext], _ index: Int, _ errors: inout [PatternError],
        _ make: () throws(PatternErrors) -> [HitContext]
    ) {
        do throws(PatternErrors) {
            contexts += try make()
        } catch {
            errors += error.errors.map { error in
                PatternError(
                    pattern: index, kind: .context, message: "a word beside the match: \(error.message)")
            }
        }
    }

    /// Judges a hit of `text`, which is all that is kept of the normalised text.
    func judge(
        _ hit: Range<Int>, in text: UnsafeBufferPointer<UInt8>, isFinished: Bool,
        under circumstances: Circumstances
    ) -> Verdict {
        if isEmpty { return .accepted }
        let captured = text.extracting(hit)
        guard validators.allSatisfy({ unsafe $0.accepts(captured.span) }) else { return .refused }
        if refusesAll { return .excepted }
        if !values.isEmpty, values.contains(unsafe Array(captured)) { return .excepted }
        if regexes.contains(where: { unsafe $0.finds(in: captured) }) { return .excepted }
        var verdict = unsafe judgeCovering(hit, in: text, isFinished: isFinished)
        for context in contexts where verdict.isOpen {
            let own = unsafe context.judge(hit, in: text, isFinished: isFinished)
            if own != .accepted { verdict = own }
        }
        for (circumstance, conditions) in circumstantial
        where verdict.isOpen && circumstances.contains(circumstance) {
            let own = unsafe conditions.judge(
                hit, in: text, isFinished: isFinished, under: circumstances)
            if own != .accepted { verdict = own }
        }
        return verdict
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
                if length == literal.count { return .excepted }
                if !isFinished { verdict = .undecided }
            }
        }
        return verdict
    }
}
