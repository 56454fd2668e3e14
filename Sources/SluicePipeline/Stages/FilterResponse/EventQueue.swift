/// The events that wait, first come first.
struct EventQueue: Sendable {
    /// The bytes of all waiting events.
    private(set) var byteCount = 0
    /// The characters of running texts in them.
    private(set) var characterCount = 0
    private var events: [HeldEvent] = []
    private var head = 0

    var isEmpty: Bool { head == events.count }
    var count: Int { events.count - head }
    /// The parts of running texts of the first event, and what blocks it by itself.
    ///
    /// What a verdict needs, without a copy of the event, which would retain all that it holds.
    var first: (parts: [HeldEvent.Part], block: Finding?)? {
        head < events.count ? (events[head].parts, events[head].block) : nil
    }

    /// Takes an event, and leaves a fresh one in its place.
    mutating func append(taking event: inout HeldEvent) {
        byteCount += event.bytes.count
        characterCount += event.characterCount
        var taken = HeldEvent()
        swap(&taken, &event)
        events.append(taken)
    }

    /// Gives away the first event.
    mutating func removeFirst() -> HeldEvent? {
        guard head < events.count else { return nil }
        var event = HeldEvent()
        swap(&event, &events[head])
        byteCount -= event.bytes.count
        characterCount -= event.characterCount
        head += 1
        if head == events.count {
            events.removeAll(keepingCapacity: events.capacity <= 64)
            head = 0
        } else if head > 64 && head * 2 > events.count {
            events.removeFirst(head)
            head = 0
        }
        return event
    }

    func contains(where predicate: (HeldEvent) -> Bool) -> Bool {
        events[head...].contains(where: predicate)
    }

    /// The first waiting event of some kind.
    func first(where predicate: (HeldEvent) -> Bool) -> HeldEvent? {
        events[head...].first(where: predicate)
    }
}
