/// The header fields of a message, in their order, names as they were received.
///
/// One representation serves from socket to socket: the listener fills it, stages edit it, the upstream
/// connection writes it.
package struct HeaderFields: Sendable, Equatable {
    /// One field line.
    package struct Field: Sendable, Equatable {
        /// The name as it stands in the message.
        package var name: String
        /// The value, without leading and trailing blanks.
        package var value: String

        package init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// The field lines, in their order.
    package var fields: [Field]

    package init(_ fields: [Field] = []) {
        self.fields = fields
    }

    /// The value of the first field of that name; setting it leaves one field of that name, nil none.
    package subscript(name: FieldName) -> String? {
        get { firstIndex(where: name.matches).map { fields[$0].value } }
        set {
            guard let newValue else {
                remove(name)
                return
            }
            guard let first = firstIndex(where: name.matches) else {
                fields.append(Field(name: name.lowercased, value: newValue))
                return
            }
            fields[first].value = newValue
            var index = fields.count - 1
            while index > first {
                if name.matches(fields[index].name) { fields.remove(at: index) }
                index -= 1
            }
        }
    }

    /// The value of the field of that name when it stands there exactly once.
    package func single(_ name: FieldName) -> String? {
        guard let first = firstIndex(where: name.matches),
            fields[(first + 1)...].allSatisfy({ !name.matches($0.name) })
        else { return nil }
        return fields[first].value
    }

    /// The values of all fields of that name, in their order.
    package func values(_ name: FieldName) -> [String] {
        fields.lazy.filter { name.matches($0.name) }.map(\.value)
    }

    /// The members of a comma-separated list field, trimmed, empty ones left out (RFC 9110, section 5.6.1).
    package func list(_ name: FieldName) -> [String] {
        values(name).flatMap { value in
            value.utf8.split(separator: UInt8(ascii: ",")).compactMap { member in
                let trimmed = member.drop(while: ASCII.isBlank).reversed().drop(while: ASCII.isBlank)
                    .reversed()
                return trimmed.isEmpty ? nil : String(decoding: Array(trimmed), as: UTF8.self)
            }
        }
    }

    /// Whether a field of that name is there.
    package func contains(_ name: FieldName) -> Bool {
        firstIndex(where: name.matches) != nil
    }

    /// Adds a field behind the others.
    package mutating func append(_ name: FieldName, _ value: String) {
        fields.append(Field(name: name.lowercased, value: value))
    }

    /// Takes out all fields of that name.
    package mutating func remove(_ name: FieldName) {
        remove(where: name.matches)
    }

    /// Adds a member to a list field such as `Vary`, unless it is in the list already.
    package mutating func insert(_ member: FieldName, intoList name: FieldName) {
        let present = list(name)
        guard !present.contains(where: { member.matches($0) || $0 == "*" }) else { return }
        self[name] = (present + [member.lowercased]).joined(separator: ", ")
    }
}
