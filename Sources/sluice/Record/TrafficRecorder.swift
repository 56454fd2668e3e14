package import SluiceGateway
import SluicePipeline
import SluiceRecording
package import SluiceRules
import Synchronization

/// Makes recordings of exchanges while they pass.
///
/// Event loops only put facts into a bounded queue. A thread of its own puts them together, and when an exchange is
/// complete scrubs it as a whole (a secret can end in the last event) and writes it; what is under way is in memory
/// alone. So nothing unscrubbed is ever on the disk, and a file is there whole or not at all.
package final class TrafficRecorder: TrafficTap {
    private static let waitingBytes = 32 << 20
    private static let waitingRecordings = 256

    /// Who gets recordings.
    private struct Readers {
        var folder: RecordingFolder?
        var folderFilter = RecordingFilter()
        var followers: [Int: Follower] = [:]
        var next = 0
        var figures = TapFigures()

        /// Who wants an exchange.
        func want(_ facts: RecordingFilter.Facts) -> FinishedRecording.Wanted {
            var filters = followers.values.map(\.filter)
            if folder?.hasRoom == true { filters.append(folderFilter) }
            return filters.filter { $0.takes(facts) }.reduce([]) {
                $0.union($1.masksContent ? .masked : .full)
            }
        }
    }

    private struct Follower {
        var left: Int
        let filter: RecordingFilter
        let continuation: AsyncStream<[UInt8]>.Continuation
    }

    private let headers: [String]
    private let work: Mutex<RecordingWork>
    private let readers: Mutex<Readers>
    private let isWanted: Atomic<Bool>
    private let queue = Mutex<RecordingQueue?>(nil)

    /// Makes a recorder.
    ///
    /// - Parameters:
    ///   - options: The folder to write to and its bounds; nil: only those who ask get recordings.
    ///   - rules: The rules in force: what they find of secrets is scrubbed beside the standard rules, and what any of
    ///     them hits stays readable where content is masked.
    package init(_ options: RecordingOptions?, rules: RuleSet) {
        headers = options?.headers ?? []
        work = Mutex(
            RecordingWork(
                scrubber: Self.scrubber(rules, headers), mask: ContentMask(rules: ScrubRules(rules))))
        var first = Readers(folder: options.map(RecordingFolder.init))
        first.folderFilter = options?.filter ?? RecordingFilter()
        readers = Mutex(first)
        isWanted = Atomic(options != nil)
        let made = RecordingQueue(limit: Self.waitingBytes) { [weak self] in self?.take($0) }
        queue.withLock { $0 = made }
    }

    package var isOpen: Bool { isWanted.load(ordering: .relaxed) }

    package func note(_ events: [TappedEvent], of id: String) {
        queue.withLock(\.self)?.push(events, of: id)
    }

    package func adopt(_ rules: RuleSet) {
        let (scrubber, mask) = (Self.scrubber(rules, headers), ContentMask(rules: ScrubRules(rules)))
        work.withLock { work in
            work.scrubber = scrubber
            work.mask = mask
        }
    }

    private static func scrubber(_ rules: RuleSet, _ headers: [String]) -> Scrubber {
        Scrubber(
            rules: ScrubRules(rules, tags: ScrubRules.tags).map { [$0] } ?? [], headers: headers)
    }

    package var figures: TapFigures {
        var figures = readers.withLock(\.figures)
        figures.dropped += queue.withLock(\.self)?.dropped ?? 0
        return figures
    }

    package func recordings(
        count: Int, for duration: Duration, of filter: RecordingFilter
    ) -> AsyncStream<[UInt8]> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: [UInt8].self, bufferingPolicy: .bufferingOldest(Self.waitingRecordings))
        let number = readers.withLock { readers in
            readers.next += 1
            readers.followers[readers.next] = Follower(
                left: count, filter: filter, continuation: continuation)
            return readers.next
        }
        isWanted.store(true, ordering: .relaxed)
        let end = Task {
            try await Task.sleep(for: duration)
            continuation.finish()
        }
        continuation.onTermination = { [weak self] _ in
            end.cancel()
            self?.leave(number)
        }
        return stream
    }

    /// Writes what is complete and ends; what is under way is left out.
    package func close() async {
        let queue = queue.withLock { queue in
            defer { queue = nil }
            return queue
        }
        await queue?.close()
        let followers = readers.withLock(\.followers)
        for follower in followers.values { follower.continuation.finish() }
    }

    private func leave(_ number: Int) {
        readers.withLock { readers in
            readers.followers[number] = nil
            store(readers)
        }
    }

    private func store(_ readers: Readers) {
        isWanted.store(
            readers.folder?.hasRoom ?? false || !readers.followers.isEmpty, ordering: .relaxed)
    }

    // MARK: On the thread

    private func take(_ entry: RecordingQueue.Entry) {
        do {
            let finished = try work.withLock { work in
                try work.take(entry) { facts in readers.withLock { $0.want(facts) } }
            }
            if let finished { deliver(finished) }
        } catch {
            readers.withLock { $0.figures.dropped += 1 }
        }
    }

    private func deliver(_ recording: FinishedRecording) {
        let finished = readers.withLock { readers -> [AsyncStream<[UInt8]>.Continuation] in
            var isTaken = false
            if readers.folder?.hasRoom == true, readers.folderFilter.takes(recording.facts),
                let bytes = recording.bytes(for: readers.folderFilter)
            {
                isTaken = readers.folder?.write(bytes, id: recording.id) ?? false
            }
            var finished: [AsyncStream<[UInt8]>.Continuation] = []
            for (number, follower) in readers.followers where follower.filter.takes(recording.facts) {
                guard let bytes = recording.bytes(for: follower.filter),
                    case .enqueued = follower.continuation.yield(bytes)
                else { continue }
                isTaken = true
                readers.followers[number]?.left -= 1
                if follower.left <= 1 { finished.append(follower.continuation) }
            }
            if isTaken { readers.figures.recorded += 1 } else { readers.figures.dropped += 1 }
            store(readers)
            return finished
        }
        for continuation in finished { continuation.finish() }
    }
}
