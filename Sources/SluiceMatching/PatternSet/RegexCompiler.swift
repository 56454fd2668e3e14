/// Compiles the regex of a pattern and derives its bounds.
struct RegexCompiler {
    let index: Int
    let pattern: Pattern

    /// The longest match that is waited for, in code points.
    static let longestWindow = 16_384
    private static let groupLimit = unsafe MatchScratch.groupCount
    private static let smallestBlock = 64
    /// PCRE2's codes for a regex that is too large (pcre2.h: `PCRE2_ERROR_PATTERN_TOO_LARGE` and others).
    private static let sizeFaults: Set<Int32> = [119, 120, 186, 188]
    private static let backslashCFault: Int32 = 183

    func compile(
        _ text: String, capture: Int
    ) throws(PatternError) -> (program: RegexProgram, info: PatternInfo) {
        do {
            let source = try RegexSource(text, normalization: pattern.normalization)
            let regex = try source.parsed()
            guard 0...regex.captureCount ~= capture, capture < Self.groupLimit else {
                throw error(.badCapture, "the regex has no group \(capture)")
            }
            let bounds = try bounds(of: regex, facts: source.facts)
            let literals = source.facts.prefixLiterals
            let info = info(of: regex, facts: source.facts, literals, bounds)
            let program = try RegexProgram(
                source: source, searching: regex, capture: capture, onLimit: pattern.onLimit, bounds: bounds,
                prefixLiterals: literals)
            return (program, info)
        } catch let fault as RegexFault {
            throw error(of: fault)
        } catch let error as PatternError {
            throw error
        } catch {
            throw self.error(.syntax, "\(error)")
        }
    }

    private func info(
        of regex: CompiledRegex, facts: RegexFacts, _ literals: [[UInt8]]?, _ bounds: RegexProgram.Bounds
    ) -> PatternInfo {
        // Where the bound is the text's length in bytes, each of them can be a code point.
        let isBounded = bounds.block == nil
        return PatternInfo(
            minimumLength: regex.minimumLength, maximumLength: facts.extent.reach, isBounded: isBounded,
            holdBytes: bounds.hold, holdCharacters: isBounded ? bounds.hold / 4 : bounds.hold,
            lookbehind: bounds.lookbehind, gate: gate(of: regex, literals), hints: facts.hints)
    }

    private func gate(of regex: CompiledRegex, _ literals: [[UInt8]]?) -> PatternGate {
        if let literals {
            return .literals(literals.map { String(decoding: $0, as: UTF8.self) })
        }
        let bytes = regex.firstBytes(mayIgnoreCase: true)
        return bytes == .all ? .always : .firstBytes(bytes.count)
    }

    private func bounds(of regex: CompiledRegex, facts: RegexFacts) throws(PatternError)
        -> RegexProgram.Bounds
    {
        if facts.extent.maximum == 0 { throw error(.emptyMatch, "the regex can only match the empty text") }
        let lookbehind = facts.lookbehinds.reduce(0) { $0 + ($1 ?? regex.longestLookbehind) }
        if let window = pattern.window, window < max(1, regex.minimumLength) {
            throw error(
                .windowBelowMinimum,
                "a match has at least \(regex.minimumLength) code points, the window has \(window)")
        }
        guard (pattern.window ?? 0) <= Self.longestWindow else {
            throw error(.tooLarge, "a window has at most \(Self.longestWindow) code points")
        }
        if let reach = facts.extent.reach, reach <= pattern.window ?? Self.longestWindow {
            return RegexProgram.Bounds(reach: 4 * reach, block: nil, lookbehind: lookbehind)
        }
        guard let window = pattern.window else {
            if let reach = facts.extent.reach {
                throw error(.tooLarge, "a match can have \(reach) code points; give it a window")
            }
            throw PatternError(
                pattern: index, kind: .unboundedWithoutWindow, offset: facts.hints.first?.offset,
                message: "a match has no upper bound; give it a window or bound its repeats",
                hints: facts.hints)
        }
        if let assertion = facts.endAssertions.first {
            throw PatternError(
                pattern: index, kind: .refused(assertion.construct), offset: assertion.offset,
                message:
                    "\(assertion.construct) needs the text's end, which a match without upper bound can't wait for",
                hints: facts.hints)
        }
        return RegexProgram.Bounds(
            reach: 4 * window, block: max(Self.smallestBlock, window), lookbehind: lookbehind)
    }

    private func error(of fault: RegexFault) -> PatternError {
        let kind: PatternError.Kind =
            if let construct = fault.refusal {
                .refused(construct)
            } else if fault.code == Self.backslashCFault {
                .refused("\\C")
            } else {
                fault.code < 0 || Self.sizeFaults.contains(fault.code) ? .tooLarge : .syntax
            }
        return PatternError(pattern: index, kind: kind, offset: fault.offset, message: fault.message)
    }

    private func error(_ kind: PatternError.Kind, _ message: String) -> PatternError {
        PatternError(pattern: index, kind: kind, message: message)
    }
}
