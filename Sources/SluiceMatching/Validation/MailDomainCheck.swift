/// The host part of a mail address (RFC 5321 section 4.1.2, RFC 1123 section 2.1).
enum MailDomainCheck {
    /// Top labels that are never public (RFC 6761, RFC 6762), or are file endings as in `icon@2x.png`.
    private static let impossible = [
        "example", "invalid", "local", "localhost", "test", "gif", "jpeg", "jpg", "png", "svg", "webp",
    ].map { Array($0.utf8) }
    private static let encodedPrefix = Array("xn--".utf8)
    private static let hyphen = UInt8(ascii: "-")

    /// Whether two or more labels follow the last `@`, the last of them not a number and not reserved.
    static func accepts(_ text: Span<UInt8>) -> Bool {
        guard let at = text.indices.last(where: { text[$0] == UInt8(ascii: "@") }) else { return false }
        guard text.count - at - 1 <= 253 else { return false }
        var start = at + 1
        var labelCount = 1
        for index in start..<text.count where text[index] == UInt8(ascii: ".") {
            guard isLabel(text.extracting(start..<index)) else { return false }
            labelCount += 1
            start = index + 1
        }
        let top = text.extracting(start..<text.count)
        return labelCount > 1 && top.count > 1 && isLabel(top)
            && (!top.indices.contains { isDigit(top[$0]) } || begins(top, with: encodedPrefix))
            && !impossible.contains { top.count == $0.count && begins(top, with: $0) }
    }

    private static func isLabel(_ label: Span<UInt8>) -> Bool {
        guard 1...63 ~= label.count, label[0] != hyphen, label[label.count - 1] != hyphen else {
            return false
        }
        return label.indices.allSatisfy { index in
            let byte = label[index]
            return byte >= 0x80 || byte == hyphen || isDigit(byte) || 0x61...0x7A ~= lowercase(byte)
        }
    }

    /// Whether a label begins with letters, in either case.
    ///
    /// - Parameter letters: In lower case.
    private static func begins(_ label: Span<UInt8>, with letters: [UInt8]) -> Bool {
        label.count >= letters.count && letters.indices.allSatisfy { lowercase(label[$0]) == letters[$0] }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { 0x30...0x39 ~= byte }

    private static func lowercase(_ byte: UInt8) -> UInt8 {
        0x41...0x5A ~= byte ? byte | 0x20 : byte
    }
}
