import CPCRE2

/// A regex as PCRE2's interpreter sees it at one start, without start optimisations.
final class AnchoredRegex {
    /// What a match at one start said.
    enum Answer: Equatable {
        case match(end: Int)
        case partial
        case noMatch
        case error
    }

    private let code: OpaquePointer
    private let data: OpaquePointer

    init?(_ regex: String, isCaseless: Bool = false) {
        let context = pcre2_compile_context_create_8(nil)
        defer { pcre2_compile_context_free_8(context) }
        pcre2_set_newline_8(context, UInt32(PCRE2_NEWLINE_LF))
        // PCRE2 10.42 takes a wrong first character from groups that are never entered: (|(?=a)b){0}b doesn't match "b".
        let options =
            UInt32(PCRE2_UTF) | UInt32(PCRE2_ANCHORED) | UInt32(PCRE2_NO_START_OPTIMIZE)
            | (isCaseless ? UInt32(PCRE2_CASELESS) : 0)
        var fault: Int32 = 0
        var offset = 0
        let bytes = Array(regex.utf8)
        guard let code = pcre2_compile_8(bytes, bytes.count, options, &fault, &offset, context) else {
            return nil
        }
        guard let data = pcre2_match_data_create_8(32, nil) else {
            pcre2_code_free_8(code)
            return nil
        }
        self.code = code
        self.data = data
    }

    deinit {
        pcre2_code_free_8(code)
        pcre2_match_data_free_8(data)
    }

    /// Tries to match at `start`; with `goesOn` the text's end is not its real one.
    func answer(in text: [UInt8], at start: Int, goesOn: Bool) -> Answer {
        let options = UInt32(PCRE2_NOTEMPTY) | (goesOn ? UInt32(PCRE2_PARTIAL_HARD) : 0)
        let result = pcre2_match_8(code, text, text.count, start, options, data, nil)
        if result >= 0, let vector = pcre2_get_ovector_pointer_8(data) { return .match(end: vector[1]) }
        if result == PCRE2_ERROR_NOMATCH { return .noMatch }
        return result == PCRE2_ERROR_PARTIAL ? .partial : .error
    }
}
