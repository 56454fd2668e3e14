import CLiteralFilter

/// Finds the offsets of a text at which one of many literals may begin.
///
/// The answer is a superset: no offset at which a literal begins is missing, and few others are in it. A filter never
/// changes, so that threads share it.
@safe
package final class LiteralFilter: Sendable {
    /// How far a scan came.
    package struct Progress: Sendable {
        /// The number of offsets that were written.
        package var count: Int
        /// Where to go on; the end of the range when all is done.
        package var next: Int
    }

    /// The code that this filter runs.
    package let implementation: Implementation
    /// Never written to after it was made, hence the unchecked pointer.
    private nonisolated(unsafe) let filter: OpaquePointer

    /// Builds a filter of literals that are valid UTF-8 of at least one byte; empty ones are ignored.
    ///
    /// With `startsOnlyAtWordEdges` an offset is left out if its byte and the one before it are both ASCII letters or
    /// digits. An implementation that this processor lacks is replaced by the scalar one. Ends the process where
    /// there is no memory for the tables.
    package init(
        _ literals: [[UInt8]], startsOnlyAtWordEdges: Bool = false, implementation: Implementation = .best
    ) {
        self.implementation = implementation.isAvailable ? implementation : .scalar
        var bytes: [UInt8] = []
        var ends: [Int] = []
        bytes.reserveCapacity(literals.reduce(0) { $0 + $1.count })
        ends.reserveCapacity(literals.count)
        for literal in literals where !literal.isEmpty {
            bytes += literal
            ends.append(bytes.count)
        }
        let created = unsafe literal_filter_create(
            bytes, ends, ends.count, startsOnlyAtWordEdges, self.implementation.code)
        guard let created = unsafe created else { preconditionFailure("no memory for a literal filter") }
        unsafe filter = created
    }

    deinit { unsafe literal_filter_destroy(filter) }

    /// The size of the tables in bytes.
    package var memory: Int { unsafe literal_filter_memory(filter) }

    /// How many offsets of a text of this length are taken at one time.
    ///
    /// In short texts so few that their memory is taken from the stack: from the heap it would cost as much as the search.
    static func offsetCount(in length: Int) -> Int { length <= 4096 ? 128 : 512 }

    /// Writes the offsets in `from..<to` of `text` at which a literal may begin, ascending, until `offsets` is full.
    ///
    /// Only starts of code points and only literals that end within `text` count; `from` and `to` are cut to the
    /// text. A scan that begins at `next` goes on where this one ended.
    ///
    /// - Parameter marks: Other offsets don't count; nil: all do.
    func scan(
        _ text: UnsafeBufferPointer<UInt8>, from: Int, to: Int, marked marks: StartMarks? = nil,
        into offsets: UnsafeMutableBufferPointer<Int>
    ) -> Progress {
        let end = min(to, text.count)
        let start = max(from, 0)
        guard let bytes = text.baseAddress, let places = offsets.baseAddress, start < end else {
            return Progress(count: 0, next: max(start, end))
        }
        var next = start
        guard let marks = unsafe marks else {
            let count = unsafe literal_filter_scan(
                filter, bytes, text.count, start, end, nil, places, offsets.count, &next)
            return Progress(count: count, next: next)
        }
        var marked = unsafe literal_filter_marks(words: marks.words, first: marks.from)
        let count = unsafe literal_filter_scan(
            filter, bytes, text.count, start, end, &marked, places, offsets.count, &next)
        return Progress(count: count, next: next)
    }
}
