/// The dotted form of an IPv4 address.
enum AddressCheck {
    /// Whether four numbers of 0 to 255 stand there, none with a leading zero.
    static func accepts(_ text: Span<UInt8>) -> Bool {
        var parts = 1
        var value = 0
        var digits = 0
        for index in text.indices {
            let byte = text[index]
            if byte == UInt8(ascii: ".") {
                guard digits > 0 else { return false }
                (parts, value, digits) = (parts + 1, 0, 0)
                continue
            }
            guard 0x30...0x39 ~= byte, digits == 0 || value > 0 else { return false }
            value = value * 10 + Int(byte - 0x30)
            digits += 1
            guard value <= 255 else { return false }
        }
        return parts == 4 && digits > 0
    }
}
