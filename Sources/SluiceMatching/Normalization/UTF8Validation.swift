import CUTF8

/// Finds how far a text is valid UTF-8.
package enum UTF8Validation: String, CaseIterable, Sendable {
    case scalar
    case avx2

    /// The implementations that this processor can run, the fastest last.
    package static let available = allCases.filter { utf8_supports($0.code) }

    /// The fastest that this processor can run.
    package static let best = available.last ?? .scalar

    private var code: utf8_implementation {
        switch self {
        case .scalar: utf8_scalar
        case .avx2: utf8_avx2
        }
    }

    /// The length in bytes of the longest beginning that consists of whole, valid code points.
    package func validLength(of text: UnsafeBufferPointer<UInt8>) -> Int {
        guard let bytes = text.baseAddress else { return 0 }
        return unsafe utf8_valid_length(bytes, text.count, code)
    }
}
