/// Byte classes of ASCII that header and media-type syntax is made of.
package enum ASCII {
    /// The lower-case form of an upper-case letter; any other byte as it is.
    package static func lowercased(_ byte: UInt8) -> UInt8 {
        byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
    }

    /// Whether the byte is a space or a horizontal tab (OWS of RFC 9110, section 5.6.3).
    package static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09
    }
}
