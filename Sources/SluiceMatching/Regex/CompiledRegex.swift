import CPCRE2

/// A regex in PCRE2's machine code.
///
/// Immutable after `init`: PCRE2 promises that one code may be used by any number of threads at once (pcre2api,
/// "Multithreading"), hence the unchecked pointer.
@safe
final class CompiledRegex: Sendable {
    nonisolated(unsafe) let code: OpaquePointer

    /// Compiles a regex, and translates it to machine code unless it is only to be asked about.
    ///
    /// - Throws: `RegexFault` for what PCRE2 doesn't accept or can't translate.
    init(
        _ regex: [UInt8], isCaseless: Bool, isAnchored: Bool = false, isTranslated: Bool = true
    ) throws(RegexFault) {
        let code = unsafe try Self.compile(
            regex, isCaseless: isCaseless, isAnchored: isAnchored, skipsAhead: !isTranslated)
        guard isTranslated else {
            unsafe self.code = code
            return
        }
        let result = unsafe pcre2_jit_compile_8(
            code, UInt32(PCRE2_JIT_COMPLETE) | UInt32(PCRE2_JIT_PARTIAL_HARD))
        guard result == 0 else {
            unsafe pcre2_code_free_8(code)
            throw RegexFault(code: result, offset: 0, message: Self.message(of: result))
        }
        unsafe self.code = code
    }

    deinit {
        unsafe pcre2_code_free_8(code)
    }

    /// Checks a regex's syntax.
    ///
    /// - Throws: `RegexFault` for what PCRE2 doesn't accept.
    static func check(_ regex: [UInt8], isCaseless: Bool) throws(RegexFault) {
        unsafe pcre2_code_free_8(
            try compile(regex, isCaseless: isCaseless, isAnchored: false, skipsAhead: true))
    }

    /// - Parameter skipsAhead: Whether PCRE2 looks for the bytes a match can begin with before it tries one. The machine
    ///   code of 10.42 skips too far where a lazy repeat stands in an atomic group: `(?>b\p{L}+?)[a-z]{2}\w`.
    private static func compile(
        _ regex: [UInt8], isCaseless: Bool, isAnchored: Bool, skipsAhead: Bool
    ) throws(RegexFault) -> OpaquePointer {
        var options = UInt32(PCRE2_UTF) | UInt32(PCRE2_NEVER_BACKSLASH_C)
        if isCaseless { options |= UInt32(PCRE2_CASELESS) }
        if isAnchored { options |= UInt32(PCRE2_ANCHORED) }
        if !isAnchored, !skipsAhead { options |= UInt32(PCRE2_NO_START_OPTIMIZE) }
        var fault: Int32 = 0
        var offset = 0
        let context = unsafe pcre2_compile_context_create_8(nil)
        defer { unsafe pcre2_compile_context_free_8(context) }
        // The line feed is the newline whatever PCRE2 was built with.
        if let context = unsafe context { unsafe pcre2_set_newline_8(context, UInt32(PCRE2_NEWLINE_LF)) }
        let code = unsafe regex.withUnsafeBufferPointer { bytes in
            unsafe pcre2_compile_8(bytes.baseAddress, bytes.count, options, &fault, &offset, context)
        }
        guard let code = unsafe code else {
            throw RegexFault(code: fault, offset: min(offset, regex.count), message: message(of: fault))
        }
        return unsafe code
    }

    private static func message(of code: Int32) -> String {
        unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 256) { buffer in
            let length = unsafe pcre2_get_error_message_8(code, buffer.baseAddress, buffer.count)
            guard length >= 0 else { return "PCRE2 error \(code)" }
            return unsafe String(decoding: buffer[..<Int(length)], as: UTF8.self)
        }
    }
}
