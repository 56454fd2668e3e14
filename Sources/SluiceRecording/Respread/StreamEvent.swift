package import SluiceWire

/// One event of a recorded stream, and the text in it that could as well have come in other pieces.
package struct StreamEvent: Sendable {
    /// What the event adds to a running text.
    package struct Part: Sendable, Equatable {
        /// The running text.
        package var channel: ChannelKey
        /// The kind of text.
        package var target: Target
        /// Whether the text is itself JSON.
        package var encoding: TextEncoding
        /// How much of it the event brings, in code points.
        package var codePoints: Int
    }

    /// All bytes of the event, the blank line included.
    package var bytes: [UInt8]
    /// Whether it has a `data` line; comments have none.
    package var hasData: Bool
    /// What it adds to running texts.
    package var parts: [Part]
    /// The text that can be spread differently; nil when the event has none, or more than one.
    package var delta: DeltaText?
}
