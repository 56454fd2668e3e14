import NIOCore
import SluiceGateway
import SluicePipeline
import SluiceRecording

/// Puts the facts of exchanges together to recordings, scrubbed as a whole.
struct RecordingWork {
    /// An exchange under way, and what filters ask for.
    fileprivate struct Draft {
        var recording: RecordingDraft
        var facts: RecordingFilter.Facts
    }

    private var drafts: [String: Draft] = [:]
    var scrubber: Scrubber
    var mask: ContentMask

    init(scrubber: Scrubber, mask: ContentMask) {
        self.scrubber = scrubber
        self.mask = mask
    }

    /// Adds facts; gives the scrubbed recording with the last of an exchange that is wanted.
    ///
    /// - Throws: What keeps the exchange from being recorded; nothing is known of it then.
    mutating func take(
        _ entry: RecordingQueue.Entry, wanted: (RecordingFilter.Facts) -> FinishedRecording.Wanted
    ) throws -> FinishedRecording? {
        guard let events = entry.events else {
            drafts[entry.id] = nil
            return nil
        }
        do {
            for event in events { try take(event.fact, of: entry.id, at: event.time.microseconds) }
        } catch {
            drafts[entry.id] = nil
            throw error
        }
        guard events.last?.fact.isLast == true, let draft = drafts.removeValue(forKey: entry.id),
            draft.facts.status != nil
        else { return nil }
        let wanted = wanted(draft.facts)
        guard !wanted.isEmpty else { return nil }
        let recording = try scrubber.scrub(try draft.recording.finished())
        var finished = FinishedRecording(id: recording.id, facts: draft.facts)
        if wanted.contains(.full) { finished.full = recording.bytes }
        if wanted.contains(.masked) { finished.masked = try mask.mask(recording).bytes }
        return finished
    }

    private mutating func take(_ fact: TappedFact, of id: String, at microseconds: Int) throws {
        if case .request(let request) = fact { return try begin(request, id, microseconds) }
        guard var draft = drafts.removeValue(forKey: id) else { return }
        switch fact {
        case .request: break
        case .response(let status, let fields):
            draft.facts.status = status
            try draft.recording.add(microseconds, .response(status: status, fields: fields))
        case .body(let pieces):
            for piece in pieces.each {
                try draft.recording.add(piece.time.microseconds, .responseBody(piece.bytes))
            }
        case .ended: try draft.recording.add(microseconds, .responseEnd)
        case .failed(let reason): try draft.recording.add(microseconds, .responseError(reason))
        case .cancelled: try draft.recording.add(microseconds, .cancel)
        case .concluded(let conclusion): try draft.conclude(conclusion, at: microseconds)
        }
        drafts[id] = draft
    }

    private mutating func begin(_ request: TappedRequest, _ id: String, _ microseconds: Int) throws {
        let started = Moment(milliseconds: Moment.now.milliseconds - microseconds / 1000)
        var facts = RecordingFilter.Facts()
        facts.route = request.route
        facts.client = request.client
        facts.keyTags = request.keyTags
        facts.models = ModelNames.asked(for: request.head, body: request.body)
        var recording = RecordingDraft(
            id: id, started: started.preciseText, route: request.route, dialect: request.dialect)
        let target = request.head.path + (request.head.query.map { "?" + $0 } ?? "")
        try recording.add(
            microseconds,
            .request(method: request.head.method, target: target, fields: request.head.fields))
        if !request.body.isEmpty { try recording.add(microseconds, .requestBody(request.body)) }
        try recording.add(microseconds, .requestEnd)
        drafts[id] = Draft(recording: recording, facts: facts)
    }
}

extension RecordingWork.Draft {
    /// Notes what became of the exchange.
    fileprivate mutating func conclude(_ conclusion: TappedConclusion, at microseconds: Int) throws {
        facts.outcome = conclusion.outcome
        facts.rules = conclusion.hits.map(\.rule)
        recording.conclude(outcome: conclusion.outcome.rawValue, rules: conclusion.rules)
        for hit in conclusion.hits { try recording.add(microseconds, .decision(hit)) }
    }
}

extension TimeAmount {
    fileprivate var microseconds: Int { Int(nanoseconds / 1000) }
}
