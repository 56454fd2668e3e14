/// Where the last match of each pattern ended, as long as that lies ahead.
///
/// Nearly always empty: an end is forgotten once the scan has passed it.
struct LastEnds: Sendable {
    /// The end of one pattern's last match.
    private struct End: Sendable {
        var slot: Int32
        var end: Int
    }

    private var list: [End] = []

    @inline(__always) var isEmpty: Bool { list.isEmpty }

    /// The memory outside the value in bytes.
    var byteCount: Int { list.capacity * MemoryLayout<End>.stride }

    /// Whether `offset` lies before the end of the pattern's last match.
    func covers(_ offset: Int, of slot: Int32) -> Bool {
        list.contains { $0.slot == slot && $0.end > offset }
    }

    /// Notes a match of a pattern, which ends later than its last one.
    mutating func note(_ end: Int, of slot: Int32) {
        if let index = list.firstIndex(where: { $0.slot == slot }) {
            list[index].end = end
        } else {
            list.append(End(slot: slot, end: end))
        }
    }

    /// Forgets the ends that lie at or before `offset`.
    mutating func forget(upTo offset: Int) {
        if !list.isEmpty { list.removeAll { $0.end <= offset } }
        if list.isEmpty, list.capacity > 0 { list = [] }
    }
}
