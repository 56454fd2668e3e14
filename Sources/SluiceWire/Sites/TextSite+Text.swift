extension TextSite {
    /// Appends the site's text as it is read: unescaped, bytes for their numbers, a file decoded.
    ///
    /// The bytes of a list are not made UTF-8 here: one character may stand in two lists.
    package func appendText(of payload: Span<UInt8>, to text: inout [UInt8]) {
        switch form {
        case .string: JSONText.decode(payload, range, into: &text)
        case .byteList: Self.append(numbers: payload, in: range.clamped(to: 0..<payload.count), to: &text)
        case .base64:
            var content: [UInt8] = []
            JSONText.decode(payload, range, into: &content)
            TextGuess.append(text: Base64Text.bytes(of: content.span), to: &text)
        }
    }

    /// Gives the text another form than a string's.
    mutating func become(_ form: TextForm) {
        self.form = form
        isEscaped = true
        isSigned = isSigned || form == .base64
    }

    /// Appends a byte for each number; what is none is left out.
    private static func append(numbers payload: Span<UInt8>, in range: Range<Int>, to text: inout [UInt8]) {
        var number: Int?
        for index in range {
            let digit = payload[index] &- UInt8(ascii: "0")
            if digit < 10 {
                number = min((number ?? 0) * 10 + Int(digit), 1 << 16)
            } else {
                if let byte = number.flatMap(UInt8.init(exactly:)) { text.append(byte) }
                number = nil
            }
        }
        if let byte = number.flatMap(UInt8.init(exactly:)) { text.append(byte) }
    }
}
