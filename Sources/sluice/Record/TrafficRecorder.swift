package import NIOCore
package import SluiceGateway
import SluicePipeline
package import SluiceRecording
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

    /// What the thread works with.
    private struct Work {
        var drafts: [String: RecordingDraft] = [:]
        var scrubber: Scrubber
        let headers: [String]
    }

    /// Who gets recordings.
    private struct Readers {
        var folder: RecordingFolder?
        var followers: [Int: Follower] = [:]
        var next = 0
        var figures = TapFigures()
    }

    private struct Follower {
        var left: Int
        let continuation: AsyncStream<[UInt8]>.Continuation
    }

    private let work: Mutex<Work>
    private let readers: Mutex<Readers>
    private let isWanted: Atomic<Bool>
    private let queue = Mutex<RecordingQueue?>(nil)

    /// Makes a recorder.
    ///
    /// - Parameters:
    ///   - options: The folder to write to and its bounds; nil: only those who ask get recordings.
    ///   - rules: What is looked for beside the standard rules.
    package init(_ options: RecordingOptions?, rules: [ScrubRules]) {
        let headers = options?.headers ?? []
        work = Mutex(Work(scrubber: Scrubber(rules: rules, headers: headers), headers: headers))
        readers = Mutex(Readers(folder: options.map(RecordingFolder.init)))
        isWanted = Atomic(options != nil)
        let made = RecordingQueue(limit: Self.waitingBytes) { [weak self] in self?.take($0) }
        queue.withLock { $0 = made }
    }

    package var isOpen: Bool { isWanted.load(ordering: .relaxed) }

    package func note(_ fact: TappedFact, of id: String, at time: TimeAmount) {
        queue.withLock(\.self)?.push(RecordingQueue.Entry(id: id, time: time, fact: fact))
    }

    package func adopt(_ rules: RuleSet) {
        let scrubbed = ScrubRules(rules, tags: ScrubRules.tags)
        work.withLock { work in
            work.scrubber = Scrubber(rules: scrubbed.map { [$0] } ?? [], headers: work.headers)
        }
    }

    package var figures: TapFigures {
        var figures = readers.withLock(\.figures)
        figures.dropped += queue.withLock(\.self)?.dropped ?? 0
        return figures
    }

    package func recordings(count: Int, for duration: Duration) -> AsyncStream<[UInt8]> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: [UInt8].self, bufferingPolicy: .bufferingOldest(Self.waitingRecordings))
        let number = readers.withLock { readers in
            readers.next += 1
            readers.followers[readers.next] = Follower(left: count, continuation: continuation)
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
        let finished = work.withLock { work -> Result<Recording, any Error>? in
            do {
                return try Self.take(entry, &work).map { .success($0) }
            } catch {
                work.drafts[entry.id] = nil
                return .failure(error)
            }
        }
        switch finished {
        case .success(let recording): deliver(recording)
        case .failure: readers.withLock { $0.figures.dropped += 1 }
        case nil: break
        }
    }

    /// Adds a fact; gives the scrubbed recording when it was the last one.
    private static func take(_ entry: RecordingQueue.Entry, _ work: inout Work) throws -> Recording? {
        let microseconds = Int(entry.time.nanoseconds / 1000)
        if case .request = entry.fact {
            let started = Moment(milliseconds: Moment.now.milliseconds - microseconds / 1000)
            work.drafts[entry.id] = RecordingDraft(id: entry.id, started: started.preciseText)
        }
        guard work.drafts[entry.id] != nil else { return nil }
        for fact in facts(of: entry.fact) { try work.drafts[entry.id]?.add(microseconds, fact) }
        guard entry.fact.isLast, let draft = work.drafts.removeValue(forKey: entry.id) else { return nil }
        let recording = try draft.finished()
        guard recording.events.contains(where: { if case .response = $0.fact { true } else { false } }) else {
            return nil
        }
        return try work.scrubber.scrub(recording)
    }

    private static func facts(of fact: TappedFact) -> [Recording.Fact] {
        switch fact {
        case .request(let head, let body, _):
            let target = head.path + (head.query.map { "?" + $0 } ?? "")
            let start = Recording.Fact.request(method: head.method, target: target, fields: head.fields)
            return [start] + (body.isEmpty ? [] : [.requestBody(body)]) + [.requestEnd]
        case .response(let status, let fields): return [.response(status: status, fields: fields)]
        case .body(let bytes): return [.responseBody(bytes)]
        case .ended: return [.responseEnd]
        case .failed(let reason): return [.responseError(reason)]
        case .cancelled: return [.cancel]
        }
    }

    private func deliver(_ recording: Recording) {
        let bytes = recording.bytes
        let finished = readers.withLock { readers -> [AsyncStream<[UInt8]>.Continuation] in
            var isTaken = false
            if readers.folder?.hasRoom == true {
                isTaken = readers.folder?.write(bytes, id: recording.id) ?? false
            }
            var finished: [AsyncStream<[UInt8]>.Continuation] = []
            for (number, follower) in readers.followers {
                guard case .enqueued = follower.continuation.yield(bytes) else { continue }
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
