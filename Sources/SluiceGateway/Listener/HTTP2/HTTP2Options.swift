package import NIOCore

/// What a listener offers of HTTP/2 (RFC 9113).
package struct HTTP2Options: Sendable, Equatable {
    /// The most streams that are open on one connection.
    package var streams = 100
    /// How many streams of one connection a client may reset in `resetWindow` before the connection is ended.
    package var resets = 200
    /// The time over which resets are counted.
    package var resetWindow = TimeAmount.seconds(30)

    package init() {}
}
