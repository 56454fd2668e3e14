import SluiceWire

extension Exchange {
    /// Takes the level from the head, where the policy says that a request may name it there.
    mutating func readHeaderLevels() -> Refusal? {
        for case .header(let name) in policy.levelSources where received.fields.contains(name) {
            for level in received.fields.values(name) {
                if let refusal = requestLevel(level) { return refusal }
            }
        }
        return nil
    }

    /// Takes the level from the body, where the policy says that a request may name it there.
    ///
    /// - Returns: A refusal when the level has no known name or is no string, or the body is broken JSON.
    mutating func readBodyLevels() -> Refusal? {
        guard policy.readsBody else { return nil }
        do throws(Refusal) {
            guard let members = try members() else { return nil }
            for case .body(let name) in policy.levelSources {
                for member in members.members where member.key.elementsEqual(name.utf8) {
                    guard member.kind == .string else {
                        return Refusal(.badRequest, "`\(name)` must be a string.")
                    }
                    if let refusal = requestLevel(members.text(of: member)) { return refusal }
                }
            }
            return nil
        } catch {
            return error
        }
    }
}

extension JSONMembers {
    /// The text of a member whose value is a string.
    func text(of member: Member) -> String {
        var text: [UInt8] = []
        JSONText.decode(payload.span, member.value.dropFirst().dropLast(), into: &text)
        return String(decoding: text, as: UTF8.self)
    }
}
