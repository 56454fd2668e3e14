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
        guard !policy.bodyNames.names.isEmpty, !lacks(policy.bodyNames) else { return nil }
        do throws(Refusal) {
            let fields = try bodyFields()
            for case .body(let name) in policy.levelSources {
                for level in fields.texts(of: name) {
                    guard let level else { return Refusal(.badRequest, "`\(name)` must be a string.") }
                    if let refusal = requestLevel(level) { return refusal }
                }
            }
            return nil
        } catch {
            return error
        }
    }
}

extension BodyFields {
    /// The values of the fields of that name; nil in place of one that is no string.
    fileprivate func texts(of name: String) -> [String?] {
        switch self {
        case .none:
            return []
        case .object(let object):
            return object.members.lazy.filter { $0.key.elementsEqual(name.utf8) }.map { member in
                guard member.kind == .string else { return nil }
                var text: [UInt8] = []
                JSONText.decode(object.payload.span, member.value.dropFirst().dropLast(), into: &text)
                return String(decoding: text, as: UTF8.self)
            }
        case .form(let form):
            return form.fields.lazy.filter { $0.name.elementsEqual(name.utf8) }
                .map { String(decoding: $0.value, as: UTF8.self) }
        }
    }
}
