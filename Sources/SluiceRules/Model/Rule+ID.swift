extension Rule {
    /// What is said to somebody who wrote an id that is none.
    package static let idHelp = "lower case, with a dot: `team.topic-name`"

    /// Whether a text can be a rule's id: names of `a-z`, `0-9`, `-` and `_` that begin with a letter or digit, at least
    /// two of them, with dots between.
    package static func isID(_ text: String) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count > 1
            && parts.allSatisfy { part in
                let bytes = part.utf8
                return bytes.first.map(isLowerAlphanumeric) ?? false
                    && bytes.allSatisfy {
                        isLowerAlphanumeric($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
                    }
            }
    }

    static func isLowerAlphanumeric(_ byte: UInt8) -> Bool {
        UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
    }
}
