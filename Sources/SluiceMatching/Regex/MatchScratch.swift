import CPCRE2
import Glibc

/// What PCRE2 needs for a call besides code and text; one per thread, freed when the thread ends.
///
/// With it a scanner is a plain value that works on any thread.
@unsafe
struct MatchScratch {
    /// Results of the last call.
    var data: OpaquePointer
    /// Match limit and JIT stack.
    var context: OpaquePointer
    /// Start and end of each group of the last match; the first pair is the whole match.
    var vector: UnsafeMutablePointer<Int>
    private var stack: OpaquePointer
    /// The work of each pattern, as long as somebody measures it.
    var work: UnsafeMutableBufferPointer<PatternWork>?

    /// The groups of which a call keeps the place.
    static let groupCount = 128
    /// The number of backtracking points after which a call at one start gives up.
    static let matchLimit: UInt32 = 100_000
    private static let stackSize = 1 << 20

    /// This thread's scratch.
    static var current: MatchScratch { unsafe ofThread.pointee }

    /// Where this thread's scratch lies.
    ///
    /// Ends the process where there is no memory or no thread key for it, which happens on a thread's first call or never.
    static var ofThread: UnsafeMutablePointer<MatchScratch> {
        if let stored = unsafe pthread_getspecific(key) {
            return unsafe stored.assumingMemoryBound(to: MatchScratch.self)
        }
        let stored = UnsafeMutablePointer<MatchScratch>.allocate(capacity: 1)
        unsafe stored.initialize(to: create())
        unsafe pthread_setspecific(key, stored)
        return unsafe stored
    }

    private static let key: pthread_key_t = {
        var key = pthread_key_t()
        let result = unsafe pthread_key_create(&key) { stored in
            guard let stored = unsafe stored?.assumingMemoryBound(to: MatchScratch.self) else { return }
            unsafe stored.pointee.free()
            unsafe stored.deallocate()
        }
        precondition(result == 0, "no thread key for PCRE2's match data")
        return key
    }()

    private static func create() -> MatchScratch {
        guard let data = unsafe pcre2_match_data_create_8(UInt32(groupCount), nil),
            let context = unsafe pcre2_match_context_create_8(nil),
            let stack = unsafe pcre2_jit_stack_create_8(32 << 10, stackSize, nil)
        else { preconditionFailure("no memory for PCRE2's match data") }
        unsafe pcre2_set_match_limit_8(context, matchLimit)
        unsafe pcre2_jit_stack_assign_8(context, nil, UnsafeMutableRawPointer(stack))
        return unsafe MatchScratch(
            data: data, context: context, vector: pcre2_get_ovector_pointer_8(data), stack: stack)
    }

    private func free() {
        unsafe pcre2_match_data_free_8(data)
        unsafe pcre2_match_context_free_8(context)
        unsafe pcre2_jit_stack_free_8(stack)
    }
}
