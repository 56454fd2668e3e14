/// A regex reduced to what a call at one start needs.
///
/// The program that owns the code outlives it: both belong to one `ScanHalf`.
@safe
struct RegexCall: Sendable, BitwiseCopyable {
    /// Anchored: it matches at the start that is asked for, or not at all.
    nonisolated(unsafe) let code: OpaquePointer
    let bounds: RegexProgram.Bounds
    let onLimit: LimitPolicy
    let capture: Int
    /// The pattern's index in its set.
    let pattern: Int
    /// What a hit reports as its element.
    let element: Int
    let hasConditions: Bool
    /// Bytes of which every match holds one.
    let required: ByteSet

    init(_ regex: ScanHalf.Regex) {
        unsafe code = regex.program.regex.code
        bounds = regex.program.bounds
        onLimit = regex.program.onLimit
        capture = regex.program.capture
        pattern = regex.pattern
        element = regex.element
        hasConditions = !regex.conditions.isEmpty
        required = regex.program.requiredBytes
    }
}
