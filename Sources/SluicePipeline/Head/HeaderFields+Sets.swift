extension HeaderFields {
    /// The value of the field of that name when it stands there exactly once.
    package func single(_ name: FieldName) -> String? {
        var found: String?
        for field in fields where name.matches(field.name) {
            guard found == nil else { return nil }
            found = field.value
        }
        return found
    }

    /// Takes out all fields whose names are in a set.
    package mutating func remove(_ names: FieldNameSet) {
        fields.removeAll { names.contains($0.name) }
    }
}
