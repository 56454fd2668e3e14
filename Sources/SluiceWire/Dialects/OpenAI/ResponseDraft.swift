/// What a client has of a response that is streamed to it: as much as an ending must say again.
struct ResponseDraft: Sendable {
    /// One text of an item.
    struct Part: Sendable {
        enum Kind: Sendable {
            case text
            case refusal
            case reasoning
            case summary
        }

        let kind: Kind
        let index: Int32
        /// The text as it stands between the quotes of a JSON string.
        var text: [UInt8] = []
        /// Whether the text's own end was said.
        var isTextDone = false
        /// Whether the part's end was said.
        var isDone = false
    }

    /// One output item.
    struct Item: Sendable {
        let index: Int32
        /// Raw JSON.
        let id: [UInt8]
        let type: [UInt8]
        var parts: [Part] = []
        /// The item in full, raw JSON, once it is done.
        var done: [UInt8]?
    }

    private(set) var items: [Item] = []
    /// The number of the last event that has left, -1 before the first.
    private(set) var sequenceNumber = -1
    /// Whether the answer was too long to be kept: an ending then leaves it out.
    private(set) var isOverfull = false
    private var byteCount = 0

    /// The longest answer that is kept, in bytes.
    static let maximumBytes = 1 << 20

    /// Notes an event as it left.
    mutating func note(_ scan: borrowing PayloadScan, payload: Span<UInt8>) {
        let event = ResponseEvent(scan, payload)
        if let number = event.sequenceNumber { sequenceNumber = max(sequenceNumber, number) }
        switch event.type {
        case "output_item.added":
            begin(event.outputIndex, id: event.itemID, type: event.itemType)
        case "output_item.done":
            finish(event.outputIndex, event.item)
        case "output_text.delta": append(event.delta, to: .text, event)
        case "refusal.delta": append(event.delta, to: .refusal, event)
        case "reasoning_text.delta": append(event.delta, to: .reasoning, event)
        case "reasoning_summary_text.delta": append(event.delta, to: .summary, event)
        case "output_text.done", "refusal.done", "reasoning_text.done", "reasoning_summary_text.done":
            change(event) { $0.isTextDone = true }
        case "content_part.added", "reasoning_summary_part.added":
            if let kind = event.partKind { append(event.delta, to: kind, event) }
        case "content_part.done", "reasoning_summary_part.done":
            change(event) { $0.isDone = true }
        default: break
        }
    }

    private mutating func begin(_ index: Int32, id: [UInt8], type: [UInt8]) {
        guard index >= 0, !items.contains(where: { $0.index == index }), keep(id.count + type.count) else {
            return
        }
        items.append(Item(index: index, id: id, type: type))
    }

    private mutating func finish(_ index: Int32, _ item: [UInt8]) {
        guard let place = items.firstIndex(where: { $0.index == index }), keep(item.count) else { return }
        for part in items[place].parts { byteCount -= part.text.count }
        items[place].parts = []
        items[place].done = item
    }

    private mutating func append(_ text: [UInt8], to kind: Part.Kind, _ event: ResponseEvent) {
        guard let place = items.firstIndex(where: { $0.index == event.outputIndex }), keep(text.count) else {
            return
        }
        let known = items[place].parts.firstIndex { $0.kind == kind && $0.index == event.partIndex }
        if known == nil { items[place].parts.append(Part(kind: kind, index: event.partIndex)) }
        items[place].parts[known ?? items[place].parts.count - 1].text += text
    }

    /// Changes the open part that an event speaks of.
    private mutating func change(_ event: ResponseEvent, _ body: (inout Part) -> Void) {
        guard let place = items.firstIndex(where: { $0.index == event.outputIndex }) else { return }
        for part in items[place].parts.indices where items[place].parts[part].index == event.partIndex {
            body(&items[place].parts[part])
        }
    }

    /// Whether so many bytes more may be kept; beyond the limit all is forgotten.
    private mutating func keep(_ count: Int) -> Bool {
        guard !isOverfull else { return false }
        byteCount += count
        guard byteCount > Self.maximumBytes else { return true }
        isOverfull = true
        items = []
        return false
    }
}
