/// The members that every chunk of an OpenAI stream repeats, as raw JSON.
struct StreamIdentity: Sendable {
    private(set) var id: [UInt8]?
    private(set) var model: [UInt8]?
    private(set) var created: [UInt8]?

    /// The most bytes of a value that are kept.
    static let maximumLength = 256

    /// Whether nothing is left to be noted.
    var isComplete: Bool { id != nil && model != nil && created != nil }

    /// Notes a value, unless it says nothing (`""`, `0` and `null`, as in Azure's first frame) or has another type.
    mutating func note(_ value: ScannedValue, in payload: Span<UInt8>) {
        switch value.name {
        case .id: id = id ?? Self.string(value.range, in: payload)
        case .model: model = model ?? Self.string(value.range, in: payload)
        case .created:
            guard created == nil, let time = payload.integer(in: value.range), time > 0 else { return }
            created = payload.bytes(in: value.range)
        default: break
        }
    }

    private static func string(_ range: Range<Int>, in payload: Span<UInt8>) -> [UInt8]? {
        guard range.count > 2, range.count <= maximumLength, range.upperBound <= payload.count,
            payload[range.lowerBound] == UInt8(ascii: "\"")
        else { return nil }
        return payload.bytes(in: range)
    }
}
