/// Why a regex is refused.
struct RegexFault: Error {
    /// PCRE2's error code (`PCRE2_ERROR_*` of pcre2.h), 0 for a refusal of ours.
    var code: Int32
    /// The place in bytes.
    var offset: Int
    /// PCRE2's own sentence, or ours.
    var message: String
    /// The construct that is not supported.
    var refusal: String?
}
