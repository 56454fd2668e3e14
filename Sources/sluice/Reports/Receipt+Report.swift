package import SluicePipeline

extension Receipt {
    /// The receipt for a machine, with the members of the decision log's.
    package var value: JSONValue {
        .object(
            counts.map { count in
                (count.name, .object(count.bytes.map { ($0.name, .integer($0.bytes)) }))
            })
    }

    /// The receipt for a person, on one line; what is nothing is left out.
    package var line: String {
        let parts = counts.filter { !$0.bytes.isEmpty }.map { count in
            count.name + " "
                + count.bytes.map { "\($0.name) \(Count.grouped($0.bytes))" }.joined(separator: ", ")
        }
        return parts.isEmpty ? "nothing was looked at" : "bytes " + parts.joined(separator: "; ")
    }
}
