import CLiteralFilter

extension LiteralFilter {
    /// The ways to compute the same answer.
    package enum Implementation: String, CaseIterable, Sendable {
        case scalar
        case avx2
        case avx512

        /// Those that this processor can run, the fastest last.
        package static let available = allCases.filter(\.isAvailable)

        /// The fastest that this processor can run.
        package static let best = available.last ?? .scalar

        var isAvailable: Bool { literal_filter_supports(code) }

        var code: literal_filter_implementation {
            switch self {
            case .scalar: literal_filter_scalar
            case .avx2: literal_filter_avx2
            case .avx512: literal_filter_avx512
            }
        }
    }
}
