extension ConfigNode {
    /// The text of a mapping that hardly is one: a text such as `animal: otter` that should have stood in quotes.
    var unquotedColon: String? {
        guard case .mapping(let members) = content, members.count == 1, let member = members.first,
            case .scalar(let text, .plain) = member.value.content,
            Suggestion.nearest(to: member.key, among: ["text"]) == nil
        else { return nil }
        return "\(member.key): \(text)"
    }

    /// Whether YAML ended a text without quotes at ` #`, where a comment begins.
    var isCutByComment: Bool {
        guard case .scalar(let text, .plain) = content else { return false }
        let rest = source.line(line).unicodeScalars.dropFirst(column - 1 + text.unicodeScalars.count)
        return rest.first == " " && rest.drop { $0 == " " }.first == "#"
    }
}
