/// Which regexes need not be looked for at every start of a longer text.
///
/// The literals and distances are those of a text with ASCII in lower case and without U+017F and U+212A.
struct RegexSieve {
    /// The literals of the regexes that begin with one of a few.
    private(set) var literals: [[UInt8]] = []
    /// The largest distance of the gates of regexes that have one; 0 if none has.
    private(set) var gateDistance = 0
    /// What may stand right before a gate.
    private(set) var bytesBeforeGate = ByteSet()
    /// The other regexes.
    private(set) var rest: [Int] = []

    /// Shorter literals select too little.
    private static let shortestLiteral = 3

    /// - Parameter sifts: Whether it is worth it; otherwise every regex is looked for at every start.
    init(_ programs: [RegexProgram], sifts: Bool) {
        guard sifts else {
            rest = Array(programs.indices)
            return
        }
        for (index, program) in programs.enumerated() {
            if let own = program.prefixLiterals,
                own.allSatisfy({ $0.count >= Self.shortestLiteral })
            {
                literals += own
            } else if let gate = RegexGate(of: program.shape) {
                gateDistance = max(gateDistance, gate.distance)
                bytesBeforeGate.formUnion(gate.before)
            } else {
                rest.append(index)
            }
        }
    }
}
