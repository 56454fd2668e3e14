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

    /// Which running texts an event ends.
    package enum Closing: Sendable, Equatable {
        /// Those of these choices or blocks, as far as a table names them.
        case majors([Int32])
        /// All of them.
        case all

        /// Whether a text ends here.
        func includes(_ channel: ChannelKey) -> Bool {
            switch self {
            case .majors(let majors): channel.entry != ChannelKey.unnamed && majors.contains(channel.major)
            case .all: true
            }
        }
    }

    /// All bytes of the event, the blank line included.
    package var bytes: [UInt8]
    /// Whether it has data and its blank line.
    package var isComplete: Bool
    /// What it adds to running texts.
    package var parts: [Part] = []
    /// The texts that are over with it.
    package var closing = Closing.majors([])
    /// The text that can be spread differently; nil when the event has none, or more than one.
    package var delta: DeltaText?
}
