/// What stands between the slashes of a path, its query left out of account; empty steps don't count.
struct PathSteps {
    private let path: String
    private var steps: [Range<Int>] = []

    init(_ path: String) {
        self.path = path
        let bytes = path.utf8.span
        steps.reserveCapacity(8)
        var start = 0
        var index = 0
        while index < bytes.count, bytes[index] != UInt8(ascii: "?"), bytes[index] != UInt8(ascii: "#") {
            if bytes[index] == UInt8(ascii: "/") {
                if index > start { steps.append(start..<index) }
                start = index + 1
            }
            index += 1
        }
        if index > start { steps.append(start..<index) }
    }

    var count: Int { steps.count }
    var isEmpty: Bool { steps.isEmpty }

    /// Whether a step is exactly these bytes.
    func isStep(_ index: Int, _ name: Span<UInt8>) -> Bool {
        index < count && path.utf8.span.extracting(steps[index]).isEqual(name)
    }

    /// Whether a step ends in these bytes and has others before them.
    func endsLonger(_ index: Int, _ ending: Span<UInt8>) -> Bool {
        guard index < count, steps[index].count > ending.count else { return false }
        let end = steps[index].upperBound
        return path.utf8.span.extracting(end - ending.count..<end).isEqual(ending)
    }

    /// Whether one of the steps is one of these names.
    func contains(_ names: String...) -> Bool {
        (0..<count).contains { index in names.contains { isStep(index, $0.utf8.span) } }
    }
}

extension Span<UInt8> {
    /// Whether the bytes of two spans are the same.
    func isEqual(_ other: Span<UInt8>) -> Bool {
        guard count == other.count else { return false }
        for index in indices where self[index] != other[index] { return false }
        return true
    }
}
