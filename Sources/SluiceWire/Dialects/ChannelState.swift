/// The state of one choice or one content block.
struct ChannelState: Sendable {
    /// Its index on the wire.
    let major: Int32

    /// When it was first seen.
    let opened: EventMark

    /// When it finished.
    var finished = EventMark.never

    /// When its first tool call came.
    var toolCall = EventMark.never
}
