/// A set of code points.
struct CodePointClass: Sendable, Equatable {
    /// The members from 0x80 on.
    enum Beyond: Sendable, Equatable {
        case none
        case all
        /// Exactly these, ascending and disjoint; surrogates, which no text holds, count as nothing.
        case ranges([ClosedRange<UInt32>])
        /// Any code point may be one.
        case unknown
    }

    /// The members below 0x80, exactly; no higher bit is set.
    var ascii: ByteSet
    var beyond: Beyond

    /// All code points.
    static let all = CodePointClass(beyond: .all) { _ in true }
    /// All but the line feed.
    static let notNewline = CodePointClass(beyond: .all) { $0 != 0x0A }

    init(ascii: ByteSet, beyond: Beyond) {
        self.ascii = ascii
        self.beyond = beyond
    }

    init(beyond: Beyond, ascii isMember: (UInt8) -> Bool) {
        var ascii = ByteSet()
        for byte in UInt8(0)..<0x80 where isMember(byte) { ascii.insert(byte) }
        self.init(ascii: ascii, beyond: beyond)
    }

    init(_ ranges: [ClosedRange<UInt32>]) {
        var ascii = ByteSet()
        for range in ranges where range.lowerBound < 0x80 {
            for value in range.lowerBound...min(range.upperBound, 0x7F) {
                ascii.insert(UInt8(truncatingIfNeeded: value))
            }
        }
        self.init(ascii: ascii, beyond: Beyond(ranges))
    }

    /// One code point, with its case variants if asked for.
    init(literal: UInt32, isCaseless: Bool) {
        let exact = CodePointClass([literal...literal])
        self = isCaseless ? exact.caseless() : exact
    }

    /// Whether a code point is a member; `nil` if that isn't known.
    func contains(_ codePoint: UInt32) -> Bool? {
        guard codePoint >= 0x80 else { return ascii.contains(UInt8(codePoint)) }
        switch beyond {
        case .none: return false
        case .all: return true
        case .ranges(let ranges): return ranges.contains { $0.contains(codePoint) }
        case .unknown: return nil
        }
    }

    /// All code points that are not members.
    var inverted: CodePointClass {
        CodePointClass(beyond: beyond.inverted) { !ascii.contains($0) }
    }

    func union(_ other: CodePointClass) -> CodePointClass {
        var result = self
        result.ascii.formUnion(other.ascii)
        result.beyond = beyond.union(other.beyond)
        return result
    }
}
