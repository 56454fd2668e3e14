/// Cuts a stream of bytes into events, whatever pieces it comes in.
package struct EventStreamParser: Sendable {
    /// The bytes that the ranges of the last frame point into, until the next `append`.
    package private(set) var buffer: [UInt8] = []

    package init(framing: StreamFraming) {
    }

    /// Bytes of the event that is not complete yet.
    package var pendingBytes: Int { 0 }

    /// Takes the next bytes of the stream; ranges of earlier frames are no longer valid.
    package mutating func append(_ bytes: Span<UInt8>) {
    }

    /// The next complete event, `nil` when more bytes are needed.
    package mutating func next() -> EventFrame? {
        nil
    }

    /// The rest of the stream at its end: the event that no blank line ended, if there is one.
    ///
    /// To be called when `next` has returned `nil`, until it returns `nil` itself.
    package mutating func finish() -> EventFrame? {
        nil
    }
}
