/// What is wrong with a template, and at which byte.
struct TemplateError: Error {
    let message: String
    let offset: Int
}

extension Replacement {
    /// Reads a template: text with `{first:N}`, `{last:N}`, `{len:TEXT}` and `{rule}` in it; `{{` and `}}` are
    /// braces.
    ///
    /// - Parameter rule: What `{rule}` stands for.
    init(template: String, rule: String) throws(TemplateError) {
        var parts: [Part] = []
        var text: [UInt8] = []
        let bytes = Array(template.utf8)
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            let isDoubled = index + 1 < bytes.count && bytes[index + 1] == byte
            if byte != UInt8(ascii: "{"), byte != UInt8(ascii: "}") {
                text.append(byte)
                index += 1
            } else if isDoubled {
                text.append(byte)
                index += 2
            } else if byte == UInt8(ascii: "{"), let end = bytes[index...].firstIndex(of: UInt8(ascii: "}")) {
                let field = String(decoding: bytes[(index + 1)..<end], as: UTF8.self)
                if field == "rule" {
                    text += Array(rule.utf8)
                } else {
                    guard let part = Self.part(field) else {
                        throw TemplateError(
                            message: "`{\(field)}` means nothing in a template", offset: index)
                    }
                    if !text.isEmpty { parts.append(.text(text)) }
                    text = []
                    parts.append(part)
                }
                index = end + 1
            } else {
                throw TemplateError(message: "a brace without its partner", offset: index)
            }
        }
        if !text.isEmpty { parts.append(.text(text)) }
        self.init(parts: parts)
    }

    private static func part(_ field: String) -> Part? {
        let halves = field.split(separator: ":", maxSplits: 1).map(String.init)
        guard halves.count == 2 else { return nil }
        let count = Int(halves[1]).flatMap { (1...1_000).contains($0) ? $0 : nil }
        switch halves[0] {
        case "first": return count.map(Part.first)
        case "last": return count.map(Part.last)
        case "len": return .length(Array(halves[1].utf8))
        default: return nil
        }
    }
}
