/// Collects the literals that matches of a shape begin with.
struct RegexPrefix {
    /// The beginning of some matches.
    private struct Start: Hashable {
        var bytes: [UInt8]
        /// Whether what follows isn't known any more.
        var isClosed = false
    }

    private static let mostLiterals = 64
    private static let shortest = 2
    private static let longest = 32
    /// Literals that are long enough aren't multiplied by a larger class than this.
    private static let smallClass = 8

    /// The literals, case folded, sorted, none beginning with another; `nil` if there are none.
    static func literals(of shape: RegexShape) -> [[UInt8]]? {
        let starts = extend([Start(bytes: [])], by: shape)
        guard starts.allSatisfy({ $0.bytes.count >= shortest }) else { return nil }
        var literals: [[UInt8]] = []
        for bytes in starts.map(\.bytes).sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            if let previous = literals.last, bytes.starts(with: previous) { continue }
            literals.append(bytes)
        }
        return literals.isEmpty ? nil : literals
    }

    /// Every start followed by the shape; closed where that would make too many of them.
    private static func extend(_ starts: Set<Start>, by shape: RegexShape) -> Set<Start> {
        guard starts.contains(where: { !$0.isClosed }) else { return starts }
        let result = extended(starts, by: shape)
        return result.count <= mostLiterals ? result : closed(starts)
    }

    private static func extended(_ starts: Set<Start>, by shape: RegexShape) -> Set<Start> {
        switch shape {
        case .empty, .edge:
            return starts
        case .opaque:
            return closed(starts)
        case .codePoint(let members):
            let isEnough = starts.allSatisfy { $0.bytes.count >= shortest }
            guard let letters = letters(of: members), !isEnough || letters.count <= smallClass else {
                return closed(starts)
            }
            return starts.reduce(into: []) { result, start in
                if start.isClosed || start.bytes.count >= longest {
                    result.insert(Start(bytes: start.bytes, isClosed: true))
                } else {
                    for letter in letters { result.insert(Start(bytes: start.bytes + letter)) }
                }
            }
        case .sequence(let shapes):
            return shapes.reduce(starts) { extend($0, by: $1) }
        case .choice(let shapes):
            return shapes.reduce(into: []) { $0.formUnion(extend(starts, by: $1)) }
        case .repeated(let inner, let least, let most):
            var result = starts
            for _ in 0..<min(least, longest) { result = extend(result, by: inner) }
            if most == least, least <= longest { return result }
            if most == least + 1, least < longest { return result.union(extend(result, by: inner)) }
            return closed(result)
        }
    }

    private static func closed(_ starts: Set<Start>) -> Set<Start> {
        Set(starts.map { Start(bytes: $0.bytes, isClosed: true) })
    }

    /// The members of a small class, as case folding leaves them in a text.
    private static func letters(of members: CodePointClass) -> Set<[UInt8]>? {
        var codePoints = (UInt8(0)..<0x80).filter(members.ascii.contains).map(UInt32.init)
        switch members.beyond {
        case .none: break
        case .all, .unknown: return nil
        case .ranges(let ranges):
            guard ranges.allSatisfy({ $0.count <= mostLiterals }) else { return nil }
            codePoints += ranges.joined()
        }
        guard codePoints.count <= 2 * mostLiterals else { return nil }
        let table = Normalization.caseFold.table
        return Set(codePoints.compactMap(Unicode.Scalar.init).map { table.replacement(of: $0.value) })
    }
}
