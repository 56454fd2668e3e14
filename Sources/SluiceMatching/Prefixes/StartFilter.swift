import CStartFilter

/// Finds the starts of a text behind which an automaton isn't dead within three bytes.
///
/// Why it exists: the walk from a start takes a nanosecond or two even where it ends with the second byte, as nearly all
/// do. Four sets of bytes, for the one before a start and the three from it on, are asked for 32 or 64 starts at once, in
/// a tenth of that time. Why it is safe: the answer is a superset; a start is left out only if the automaton is dead
/// behind it, whatever else stands there, and a walk that dies changes nothing.
@safe
final class StartFilter: Sendable {
    /// Never written to after it was made.
    nonisolated(unsafe) let table: UnsafePointer<start_filter>

    /// The most groups of shapes.
    private static let groupCount = 8

    init(_ automaton: PrefixAutomaton) {
        let memory = UnsafeMutablePointer<start_filter>.allocate(capacity: 1)
        unsafe memory.initialize(to: start_filter())
        let groups = StartShape.grouped(StartShape.shapes(of: automaton), into: Self.groupCount)
        let rows = unsafe UnsafeMutableRawPointer(memory).assumingMemoryBound(to: UInt8.self)
        for (group, shape) in groups.enumerated() {
            for (place, set) in shape.sets.enumerated() {
                for byte in UInt8.min...UInt8.max where set.contains(byte) {
                    unsafe rows[place << 8 | Int(byte)] |= 1 << UInt8(group)
                }
            }
        }
        unsafe start_filter_complete(memory)
        unsafe table = UnsafePointer(memory)
    }

    deinit { unsafe table.deallocate() }

    /// The memory of its tables in bytes.
    var byteCount: Int { MemoryLayout<start_filter>.size }

    /// The ways to compute an answer; AVX2, which looks at the halves of a byte, lets some more starts pass.
    enum Implementation: String, CaseIterable, Sendable {
        case scalar
        case avx2
        case avx512

        /// Those that this processor can run, the fastest last.
        static let available = allCases.filter { start_filter_supports($0.code) }

        /// The fastest that this processor can run.
        static let best = available.last ?? .scalar

        var code: start_filter_implementation {
            switch self {
            case .scalar: start_filter_scalar
            case .avx2: start_filter_avx2
            case .avx512: start_filter_avx512
            }
        }
    }
}
