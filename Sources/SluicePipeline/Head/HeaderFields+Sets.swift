extension HeaderFields {
    /// Takes out all fields whose names are in a set.
    package mutating func remove(_ names: FieldNameSet) {
        remove(where: names.contains)
    }

    /// Leaves only the fields whose names are in a set.
    package mutating func keep(_ names: FieldNameSet) {
        remove { !names.contains($0) }
    }

    /// Takes out fields by name, the others keep their order.
    ///
    /// Fields change places instead of being copied: this runs several times for every message, and each copy of a
    /// string is a reference count in shared memory.
    mutating func remove(where isUnwanted: (String) -> Bool) {
        guard var kept = firstIndex(where: isUnwanted) else { return }
        var remaining = fields.mutableSpan
        for index in kept + 1..<remaining.count where !isUnwanted(remaining[index].name) {
            remaining.swapAt(kept, index)
            kept += 1
        }
        fields.removeLast(fields.count - kept)
    }

    /// The place of the first field whose name is wanted.
    func firstIndex(where isWanted: (String) -> Bool) -> Int? {
        let span = fields.span
        for index in span.indices where isWanted(span[index].name) { return index }
        return nil
    }
}
