package import SluiceWire

/// A recorded stream whose texts can be spread over its delta events in any other way.
///
/// A delta event becomes several, each with a part of its text and the same other fields; neighbouring ones that
/// differ in nothing but their text become one. Whatever is done, every running text stays what it was.
package struct Respread: Sendable {
    /// The stream as it was recorded.
    package let events: [StreamEvent]
    /// The neighbours that can be merged, as ranges of `events`; together they are all events.
    private let runs: [Range<Int>]

    /// Takes a stream of events apart.
    ///
    /// - Parameter blocked: The number of the event that a block begins in. It stays in one piece when it has texts
    ///   beside its delta: which of them had left when the block took effect would differ.
    package init(
        _ stream: [UInt8], _ framing: StreamFraming = .sse, dialect: any Dialect,
        blockedIn blocked: Int? = nil
    ) {
        var reader = StreamEventReader(dialect, framing)
        var events = reader.events(of: stream)
        if let blocked, events.indices.contains(blocked), events[blocked].delta?.saidOnce.isEmpty == false {
            events[blocked].delta = nil
        }
        self.events = events
        var runs: [Range<Int>] = []
        for index in events.indices {
            if let last = runs.last, events[index].continues(events[index - 1]) {
                runs[runs.count - 1] = last.lowerBound..<(index + 1)
            } else {
                runs.append(index..<(index + 1))
            }
        }
        self.runs = runs
    }

    /// How one run of mergeable neighbours is spread.
    enum Spread: Sendable, Equatable {
        /// As it was recorded.
        case recorded
        /// As one event, cut at these code points.
        case cut([Int])
    }

    /// The events with every text in one code point per event.
    package func finest() -> [StreamEvent] {
        events.flatMap { event in event.delta.map { event.split(at: Array($0.edges.indices)) } ?? [event] }
    }

    /// The events with every text in as few events as possible.
    package func coarsest() -> [StreamEvent] {
        runs.map { merged($0) }
    }

    /// The events with their texts cut at random.
    package func random(using generator: inout some RandomNumberGenerator) -> [StreamEvent] {
        events(spread: randomSpread(using: &generator))
    }

    /// The spread that makes these runs anew; nil where there is no such run.
    func spread(_ anew: [FuzzCut.Run]) -> [Spread]? {
        var spread = [Spread](repeating: .recorded, count: runs.count)
        for run in anew {
            guard runs.indices.contains(run.number) else { return nil }
            spread[run.number] = .cut(run.codePoints)
        }
        return spread
    }

    /// One way, chosen at random, to spread each of the runs.
    func randomSpread(using generator: inout some RandomNumberGenerator) -> [Spread] {
        runs.map { run in
            let count = events[run].reduce(0) { $0 + ($1.delta.map { $0.edges.count - 1 } ?? 0) }
            guard count > 0, Int.random(in: 0..<8, using: &generator) > 0 else { return .recorded }
            let step = Int.random(in: 1...12, using: &generator)
            return .cut((0...count).filter { _ in Int.random(in: 0..<step, using: &generator) == 0 })
        }
    }

    /// The events with each run spread as asked.
    func events(spread: [Spread]) -> [StreamEvent] {
        zip(runs, spread).flatMap { run, spread in
            switch spread {
            case .recorded: Array(events[run])
            case .cut(let cuts): merged(run).split(at: cuts)
            }
        }
    }

    /// A run of neighbours as one event.
    private func merged(_ run: Range<Int>) -> StreamEvent {
        var event = events[run.lowerBound]
        for other in events[run].dropFirst() { event.append(other) }
        return event
    }
}
