/// What the draft of a response takes from one event.
struct ResponseEvent {
    /// The type without `response.`.
    private(set) var type = ""
    private(set) var sequenceNumber: Int?
    private(set) var outputIndex: Int32 = 0
    /// `content_index` or `summary_index`.
    private(set) var partIndex: Int32 = 0
    /// Raw JSON.
    private(set) var item: [UInt8] = []
    private(set) var itemID: [UInt8] = []
    private(set) var itemType: [UInt8] = []
    /// What the event adds to a text, as it stands between the quotes.
    private(set) var delta: [UInt8] = []
    /// What a part that is added will hold.
    private(set) var partKind: ResponseDraft.Part.Kind?

    /// Reads an event.
    init(_ scan: borrowing PayloadScan, _ payload: Span<UInt8>) {
        for value in scan.values {
            switch value.name {
            case .eventType: type = Self.name(payload, value.range)
            case .sequenceNumber: sequenceNumber = payload.integer(in: value.range)
            case .outputIndex: outputIndex = value.major
            case .partIndex: partIndex = value.major
            case .item: item = payload.bytes(in: value.range)
            case .itemID: itemID = payload.bytes(in: value.range)
            case .itemType: itemType = payload.bytes(in: value.range)
            case .partType: partKind = Self.kind(payload, value.range)
            default: break
            }
        }
        let text = scan.sites.first {
            $0.kind == .delta && !$0.isKey && !$0.isMirror && $0.channel.entry != ChannelKey.unnamed
        }
        if let text { delta = payload.bytes(in: text.range) }
    }

    private static func name(_ payload: Span<UInt8>, _ range: Range<Int>) -> String {
        let prefix = "\"response.".utf8.count
        guard range.count > prefix, range.count < 64 else { return "" }
        let inner = (range.lowerBound + prefix)..<(range.upperBound - 1)
        return String(decoding: payload.bytes(in: inner), as: UTF8.self)
    }

    private static func kind(_ payload: Span<UInt8>, _ range: Range<Int>) -> ResponseDraft.Part.Kind? {
        if payload.isEqual("\"output_text\"", in: range) { return .text }
        if payload.isEqual("\"refusal\"", in: range) { return .refusal }
        if payload.isEqual("\"reasoning_text\"", in: range) { return .reasoning }
        return payload.isEqual("\"summary_text\"", in: range) ? .summary : nil
    }
}
