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
    func matches(endOf path: PathSteps) -> Bool {
        guard path.count >= steps.count, path.isEmpty == steps.isEmpty else { return false }
        let first = path.count - steps.count
        for index in steps.indices {
            let step = steps[index]
            if step.first == UInt8(ascii: "*") {
                let ending = step.span.extracting(1..<step.count)
                guard path.endsLonger(first + index, ending) else { return false }
            } else {
                guard path.isStep(first + index, step.span) else { return false }
            }
        }
        return true
    }
}
