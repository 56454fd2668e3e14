/// The end of a line in an event stream.
package enum LineEnding: Sendable, Hashable {
    case lf
    case cr
    case crlf

    /// The number of its bytes.
    @inline(__always)
    var length: Int { self == .crlf ? 2 : 1 }

    package var bytes: [UInt8] {
        switch self {
        case .lf: [0x0a]
        case .cr: [0x0d]
        case .crlf: [0x0d, 0x0a]
        }
    }
}
