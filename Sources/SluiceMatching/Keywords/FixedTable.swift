/// An array that never changes, at a place that never moves.
///
/// Why it exists: the tables of an automaton are read several times per byte of text. An `Array` in a class is retained
/// around its uses, and its bounds are checked. Here a read is a load. It is safe because the indices come from tables
/// that were built together, never from outside bytes; in debug builds they are checked all the same. The pointer is
/// shared by threads because nobody writes to what it points at after `init`.
@safe
final class FixedTable<Element: Sendable & BitwiseCopyable>: Sendable {
    nonisolated(unsafe) let start: UnsafePointer<Element>
    let count: Int

    init(_ elements: [Element]) {
        count = elements.count
        let memory = UnsafeMutablePointer<Element>.allocate(capacity: max(1, elements.count))
        unsafe elements.withUnsafeBufferPointer { bytes in
            guard let start = bytes.baseAddress else { return }
            unsafe memory.initialize(from: start, count: bytes.count)
        }
        unsafe start = UnsafePointer(memory)
    }

    deinit {
        unsafe start.deallocate()
    }

    /// The element at an index that the owner of the table has made.
    @unsafe @inline(__always)
    subscript(index: Int) -> Element {
        assert(index >= 0 && index < count)
        return unsafe start[index]
    }

    /// The memory in bytes.
    var byteCount: Int { count * MemoryLayout<Element>.stride }
}
