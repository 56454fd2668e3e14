/// How a text stands in a payload.
package enum TextForm: Sendable, Hashable {
    /// As a string, or as the digits of a number.
    case string
    /// As an array of its bytes in UTF-8, `[104, 105]`.
    case byteList
    /// As a string in base64 (RFC 4648), either alphabet.
    case base64
}
