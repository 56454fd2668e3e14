import Glibc
import NIOCore

/// Makes the identifiers of exchanges: 15 characters of Crockford's base 32, sortable by time.
///
/// Nine characters are milliseconds since 1970, one is the event loop, five are a counter that begins anywhere. They
/// fit into a `String` without memory of its own.
package struct EventIDs {
    private static let length = 15
    private let loop: UInt64
    private let offset: UInt64
    private var counter: UInt64

    /// Makes a source.
    ///
    /// - Parameter loop: The number of the event loop, so that two of them never make the same identifier.
    package init(loop: Int) {
        self.loop = UInt64(truncatingIfNeeded: loop) & 31
        offset = UInt64(time(nil)) &* 1000 &- NIODeadline.now().uptimeNanoseconds / 1_000_000
        counter = UInt64.random(in: 0..<(1 << 25))
    }

    /// The next identifier.
    package mutating func next() -> String {
        next(milliseconds: milliseconds)
    }

    /// The next identifier at a given time.
    package mutating func next(milliseconds: UInt64) -> String {
        counter = (counter &+ 1) & ((1 << 25) - 1)
        let tail = loop << 25 | counter
        return String(unsafeUninitializedCapacity: Self.length) { bytes in
            for index in 0..<9 {
                bytes.initializeElement(
                    at: index, to: Self.digit(milliseconds >> UInt64(40 - 5 * index)))
            }
            for index in 0..<6 {
                bytes.initializeElement(at: 9 + index, to: Self.digit(tail >> UInt64(25 - 5 * index)))
            }
            return Self.length
        }
    }

    /// Crockford's digits: no I, L, O and U.
    private static func digit(_ bits: UInt64) -> UInt8 {
        let value = UInt8(truncatingIfNeeded: bits & 31)
        switch value {
        case 0..<10: return 0x30 + value
        case 10..<18: return 0x41 + value - 10
        case 18..<20: return 0x4A + value - 18
        case 20..<22: return 0x4D + value - 20
        case 22..<27: return 0x50 + value - 22
        default: return 0x56 + value - 27
        }
    }

    /// The time of day as of when the source was made, moved on by the monotonic clock.
    private var milliseconds: UInt64 {
        (NIODeadline.now().uptimeNanoseconds / 1_000_000) &+ offset
    }
}
