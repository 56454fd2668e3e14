import SluiceWire

/// The text that a line stands for.
package enum LineText {
    /// The string `text` of a line that is a JSON object with one, else the line itself.
    package static func bytes(of line: [UInt8]) -> [UInt8] {
        guard line.first(where: { $0 != 0x20 && $0 != 0x09 }) == UInt8(ascii: "{"),
            let object = try? JSONMembers(line, options: .response), object.isObject,
            let member = object.members.last(where: { $0.key == Array("text".utf8) }), member.kind == .string
        else { return line }
        var text: [UInt8] = []
        JSONText.decode(line.span, member.value.lowerBound + 1..<member.value.upperBound - 1, into: &text)
        return text
    }
}
