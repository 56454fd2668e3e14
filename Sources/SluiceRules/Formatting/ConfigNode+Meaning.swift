extension ConfigNode {
    /// Whether two values say the same: texts and how they are quoted, lists in order, mappings in any order.
    func means(_ other: ConfigNode) -> Bool {
        switch (content, other.content) {
        case (.scalar(let text, let style), .scalar(let otherText, let otherStyle)):
            return text == otherText && style == otherStyle
        case (.sequence(let elements), .sequence(let others)):
            return elements.count == others.count && zip(elements, others).allSatisfy { $0.means($1) }
        case (.mapping(let members), .mapping(let others)):
            return members.count == others.count
                && members.allSatisfy { member in
                    others.contains { $0.key == member.key && member.value.means($0.value) }
                }
        default: return false
        }
    }
}
