extension StreamLedger {
    /// Notes that the channel `major` exists, and returns where it stands in `channels`; `nil` when there are too many.
    ///
    /// One that an earlier event finished is open again. A negative index is none of the wire's.
    @discardableResult
    mutating func open(_ major: Int32) -> Int? {
        if let index = channels.firstIndex(where: { $0.major == major }) {
            if channels[index].finished.number < accepted { channels[index].finished = .never }
            return index
        }
        guard major >= 0, channels.count < Self.maximumChannels else { return nil }
        channels.append(ChannelState(major: major, opened: now))
        return channels.count - 1
    }

    /// Notes that the channel `major` finished with the event accepted last.
    mutating func close(_ major: Int32) {
        if let index = open(major), channels[index].finished == .never { channels[index].finished = now }
        if closed.last != major { closed.append(major) }
    }

    /// Notes that all channels finished with the event accepted last.
    mutating func closeAll() {
        for index in channels.indices where channels[index].finished == .never {
            channels[index].finished = now
        }
        closed += channels.map(\.major)
    }

    /// Notes that the channel `major` holds a tool call.
    mutating func openToolCall(_ major: Int32) {
        if let index = open(major), channels[index].toolCall == .never { channels[index].toolCall = now }
    }

    /// Forgets the channels whose end has left: an index may then be used again.
    mutating func forgetFinishedChannels() {
        guard channels.contains(where: { hasLeft($0.finished) }) else { return }
        let last = delivered
        channels.removeAll { $0.finished.number <= last }
    }

    /// The channels that the client has seen begin and not end.
    var openChannels: [ChannelState] {
        channels.filter { hasLeft($0.opened) && !hasLeft($0.finished) }
    }

    /// The channels that an ending finishes, which is never none: a client that was told of no block would take the
    /// cut text for the whole.
    ///
    /// The open ones; where all have ended, all of them once more; where none has begun, the first.
    var endingChannels: [ChannelState] {
        let open = openChannels
        guard open.isEmpty else { return open }
        let begun = channels.filter { hasLeft($0.opened) }
        return begun.isEmpty ? [ChannelState(major: 0, opened: .never)] : begun
    }
}
