/// The six kinds of JSON value, told by the first byte.
package enum JSONValueKind: Sendable, Hashable {
    case object
    case array
    case string
    case number
    case boolean
    case null

    /// The kind of a valid value that begins with this byte.
    package init(firstByte: UInt8) {
        switch firstByte {
        case UInt8(ascii: "{"): self = .object
        case UInt8(ascii: "["): self = .array
        case UInt8(ascii: "\""): self = .string
        case UInt8(ascii: "t"), UInt8(ascii: "f"): self = .boolean
        case UInt8(ascii: "n"): self = .null
        default: self = .number
        }
    }
}
