/// A regex reduced to what its search needs while nothing is found.
///
/// The program that owns the code outlives it: both belong to one `ScanGroup`.
@safe
struct RegexCall: Sendable {
    nonisolated(unsafe) let code: OpaquePointer
    let bounds: RegexProgram.Bounds
    /// Bytes of which every match holds one.
    let required: ByteSet

    init(_ program: RegexProgram) {
        unsafe code = program.regex.code
        bounds = program.bounds
        required = program.regex.requiredBytes ?? .all
    }
}
