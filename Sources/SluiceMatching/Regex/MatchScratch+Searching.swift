import CPCRE2

extension MatchScratch {
    /// The bits of a search; `PCRE2_NOTEMPTY` is always set.
    struct Options: OptionSet {
        let rawValue: UInt32

        /// The text goes on: answer `partial` as soon as a byte beyond its end is asked for.
        static let partial = Options(rawValue: UInt32(PCRE2_PARTIAL_HARD))
        /// The text's first byte is not its real beginning.
        static let notBeginning = Options(rawValue: UInt32(PCRE2_NOTBOL))
        /// The text's last byte is not its real end.
        static let notEnd = Options(rawValue: UInt32(PCRE2_NOTEOL))
    }

    /// Searches `text`, valid UTF-8, from `start`, the edge of a code point, with machine code.
    ///
    /// An error of the engine, whatever it is, is the answer `limit`.
    @inline(__always)
    func search(
        _ code: OpaquePointer, in text: UnsafePointer<UInt8>, count: Int, from start: Int, options: Options
    ) -> RegexAnswer {
        let result = unsafe pcre2_jit_match_8(
            code, text, count, start, options.rawValue | UInt32(PCRE2_NOTEMPTY), data, context)
        if result >= 0 { return unsafe .match(vector[0]..<vector[1]) }
        if result == PCRE2_ERROR_NOMATCH { return .noMatch }
        if result == PCRE2_ERROR_PARTIAL { return unsafe .partial(vector[0]) }
        return .limit
    }

    /// The place of a group of the last match, in the text that was searched; `nil` if it took no part.
    func group(_ index: Int) -> Range<Int>? {
        let start = unsafe vector[2 * index]
        let end = unsafe vector[2 * index + 1]
        // PCRE2_UNSET is the largest size, -1 here.
        return start >= 0 && end >= start ? start..<end : nil
    }
}
