/// A set of header field names, made of names and of globs such as `x-ratelimit-*`.
///
/// Built once, asked for every field of every message: a lookup compares only with the names of the same length
/// and allocates nothing.
package struct FieldNameSet: Sendable {
    /// The names in lower case, those of one length side by side, shortest first.
    private let names: [UInt8]
    /// Where the names of each length begin in `names`; one more than the longest length has entries.
    private let starts: [Int]
    private let globs: [FieldNameGlob]

    /// Makes a set.
    ///
    /// - Parameter patterns: Names, in any case; each `*` stands for any number of characters.
    package init(_ patterns: [String]) {
        let exact = Set(
            patterns.filter { !$0.utf8.contains(UInt8(ascii: "*")) }.map { FieldName($0).lowercased })
        let sorted = exact.sorted { ($0.utf8.count, $0) < ($1.utf8.count, $1) }
        let longest = sorted.last?.utf8.count ?? 0
        names = sorted.flatMap(\.utf8)
        starts = (0...longest + 1).map { length in
            sorted.reduce(0) { $1.utf8.count < length ? $0 + $1.utf8.count : $0 }
        }
        globs = patterns.filter { $0.utf8.contains(UInt8(ascii: "*")) }.map(FieldNameGlob.init)
    }

    /// Whether a name, as it stands in a message, is in the set.
    package func contains(_ name: String) -> Bool {
        let name = name.utf8.span
        if name.count > 0, name.count + 1 < starts.count {
            var start = starts[name.count]
            let end = starts[name.count + 1]
            while start < end {
                if equals(name, from: start) { return true }
                start += name.count
            }
        }
        return globs.contains { $0.matches(name) }
    }

    private func equals(_ name: Span<UInt8>, from start: Int) -> Bool {
        for index in name.indices where names[start + index] != ASCII.lowercased(name[index]) { return false }
        return true
    }
}
