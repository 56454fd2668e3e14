extension StreamLedger {
    /// Notes that the channel `major` exists, and returns where it stands in `channels`; `nil` when there are too many.
    @discardableResult
    mutating func open(_ major: Int32) -> Int? {
        if let index = channels.firstIndex(where: { $0.major == major }) { return index }
        guard channels.count < Self.maximumChannels else { return nil }
        channels.append(ChannelState(major: major, opened: now))
        return channels.count - 1
    }

    /// Notes that the channel `major` finished with the event accepted last.
    mutating func close(_ major: Int32) {
        if let index = open(major), channels[index].finished == .never { channels[index].finished = now }
        if !closed.contains(major) { closed.append(major) }
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

    /// Whether the client has seen any channel begin.
    var hasOpenedChannel: Bool { channels.contains { hasLeft($0.opened) } }
}
