/// One event of a stream, as ranges into the parser's buffer.
package struct EventFrame: Sendable {
    /// All bytes of the event, the blank line included.
    ///
    /// The frames of a stream, one behind the other, are the stream (less a leading byte order mark).
    /// A blank line with nothing before it is a frame of its own.
    package var raw: Range<Int>
    package var data: EventData
    /// The value of the last `event` field.
    package var name: Range<Int>?
    /// What else the event says: comments and the values of other fields (bytes behind the colon),
    /// lines without a colon, and all `event` values but the last.
    package var other: [Range<Int>]
    /// Whether one of those is an `id` field.
    package var hasID: Bool
    /// How the event's first line ends.
    package var lineEnding: LineEnding
    /// `false` for an event that the end of the stream cut off: its lines were read, the blank line
    /// is missing.
    package var isTerminated: Bool

    package init(
        raw: Range<Int>, data: EventData, name: Range<Int>? = nil, other: [Range<Int>] = [],
        hasID: Bool = false, lineEnding: LineEnding = .lf, isTerminated: Bool = true
    ) {
        self.raw = raw
        self.data = data
        self.name = name
        self.other = other
        self.hasID = hasID
        self.lineEnding = lineEnding
        self.isTerminated = isTerminated
    }
}
