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
    var first: HeldEvent? { head < events.count ? events[head] : nil }

    mutating func append(_ event: HeldEvent) {
        byteCount += event.bytes.count
        characterCount += event.characterCount
        events.append(event)
    }

    mutating func removeFirst() {
        guard head < events.count else { return }
        byteCount -= events[head].bytes.count
        characterCount -= events[head].characterCount
        head += 1
        if head == events.count {
            events.removeAll(keepingCapacity: events.capacity <= 64)
            head = 0
        } else if head > 64 && head * 2 > events.count {
            events.removeFirst(head)
            head = 0
        }
    }

    func contains(where predicate: (HeldEvent) -> Bool) -> Bool {
        events[head...].contains(where: predicate)
    }

    /// The first waiting event of some kind.
    func first(where predicate: (HeldEvent) -> Bool) -> HeldEvent? {
        events[head...].first(where: predicate)
    }
}
