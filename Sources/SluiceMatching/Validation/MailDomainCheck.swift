/// The host part of a mail address (RFC 5321 section 4.1.2, RFC 1123 section 2.1).
enum MailDomainCheck {
    /// Top labels that are never public (RFC 6761, RFC 6762), or are file endings as in `icon@2x.png`.
    private static let impossible = [
        "example", "invalid", "local", "localhost", "test", "gif", "jpeg", "jpg", "png", "svg", "webp",
    ]

    /// Whether two or more labels follow the last `@`, the last of them not a number and not reserved.
    static func accepts(_ text: Span<UInt8>) -> Bool {
        var labels: [[UInt8]] = []
        for index in text.indices {
            switch text[index] {
            case UInt8(ascii: "@"): labels = [[]]
            case UInt8(ascii: "."): labels.append([])
            default:
                if !labels.isEmpty { labels[labels.count - 1].append(lowercase(text[index])) }
            }
        }
        guard labels.count > 1, labels.allSatisfy(isLabel), let top = labels.last, top.count > 1 else {
            return false
        }
        let length = labels.reduce(labels.count - 1) { $0 + $1.count }
        return length <= 253 && !top.contains { 0x30...0x39 ~= $0 && !top.starts(with: "xn--".utf8) }
            && !impossible.contains { top.elementsEqual($0.utf8) }
    }

    private static func lowercase(_ byte: UInt8) -> UInt8 {
        0x41...0x5A ~= byte ? byte | 0x20 : byte
    }

    private static func isLabel(_ label: [UInt8]) -> Bool {
        let hyphen = UInt8(ascii: "-")
        return 1...63 ~= label.count && label.first != hyphen && label.last != hyphen
            && label.allSatisfy { $0 >= 0x80 || $0 == hyphen || 0x30...0x39 ~= $0 || 0x61...0x7A ~= $0 }
    }
}
