/// The last steps of a path.
struct PathPattern: Sendable {
    private let steps: [[UInt8]]

    /// Reads a pattern such as `responses/*/cancel`; `*` is any step, or any beginning of one (`*:countTokens`).
    ///
    /// A pattern without steps is the root, and nothing else.
    init(_ pattern: String) {
        steps = pattern.utf8.split(separator: UInt8(ascii: "/")).map(Array.init)
    }

    /// Whether a path ends in these steps; empty steps of it don't count (`/v1//messages/`).
    func matches(endOf path: [ArraySlice<UInt8>]) -> Bool {
        guard path.count >= steps.count, path.isEmpty == steps.isEmpty else { return false }
        return zip(path.suffix(steps.count), steps).allSatisfy { step, pattern in
            guard pattern.first == UInt8(ascii: "*") else { return step.elementsEqual(pattern) }
            let ending = pattern.dropFirst()
            return step.count > ending.count && step.suffix(ending.count).elementsEqual(ending)
        }
    }

    /// The steps of a path, its query left out of account.
    static func steps(of path: String) -> [ArraySlice<UInt8>] {
        let bytes = Array(path.utf8)
        let end = bytes.firstIndex { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") } ?? bytes.count
        return bytes[..<end].split(separator: UInt8(ascii: "/"))
    }
}
