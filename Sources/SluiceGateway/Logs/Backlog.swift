import NIOPosix
import Synchronization

/// What waits for the thread of a `Backlog`.
///
/// It bounds itself: what finds no room is left out, and counted, as it likes.
package protocol BacklogContents: Sendable {
    /// What the thread takes at a time.
    associatedtype Batch: Sendable

    /// Takes out all that waits; nil when nothing does.
    mutating func takeBatch() -> Batch?
}

/// Work that is handed over to a thread of its own, so that nobody waits for it: no event loop, however slow a disk is.
///
/// What is added by one thread is taken in its order, all that waits at a time, and never by two threads at once.
package final class Backlog<Contents: BacklogContents>: Sendable {
    /// Does the work; on the backlog's thread, and at last on the one that closes it.
    package typealias Taker = @Sendable (Contents.Batch) -> Void

    private struct State {
        var contents: Contents
        /// Whether the thread takes, or is about to.
        var isTaking = false
    }

    private let state: Mutex<State>
    private let thread = NIOThreadPool(numberOfThreads: 1)

    /// Starts the thread.
    package init(_ contents: Contents) {
        state = Mutex(State(contents: contents))
        thread.start()
    }

    /// Adds to what waits, and wakes the thread.
    ///
    /// - Parameter take: The same each time.
    package func add(_ change: (inout Contents) -> Void, taking take: @escaping Taker) {
        let wakes = state.withLock { state in
            change(&state.contents)
            defer { state.isTaking = true }
            return !state.isTaking
        }
        if wakes { thread.submit { [self] _ in takeAll(take) } }
    }

    /// Looks at the contents, or changes in them what isn't for the thread.
    package func withContents<Result: Sendable>(_ body: (inout Contents) -> Result) -> Result {
        state.withLock { body(&$0.contents) }
    }

    /// Ends the thread, once all that waits is taken.
    package func close(taking take: @escaping Taker) async {
        try? await thread.shutdownGracefully()
        takeAll(take)
    }

    private func takeAll(_ take: Taker) {
        while let batch = nextBatch() { take(batch) }
    }

    private func nextBatch() -> Contents.Batch? {
        state.withLock { state in
            let batch = state.contents.takeBatch()
            if batch == nil { state.isTaking = false }
            return batch
        }
    }
}
