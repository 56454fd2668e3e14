import SluicePipeline
import SluiceRecording
import SluiceWire

/// A forbidden phrase that is put into every string of an exchange in turn.
struct Canary {
    private static func rules(_ action: String) -> FuzzRules {
        FuzzRules(
            name: "canary",
            rules: [
                FuzzRules.Rule(
                    match: "{ keywords: [quokka pastry] }", action: action, targets: "request.*, response.*")
            ])
    }

    /// One change of a JSON text that brings the phrase in.
    private struct Change {
        var path: String
        var range: Range<Int>
        var text: String
    }

    /// The phrase in place of a string, in three spellings; of a key, also as a member that nobody knows.
    private func changes(_ found: JSONStrings.Found) -> [Change] {
        let spellings = [
            " quokka pastry ", #" \u0071uokka pastry "#, #"{\"a\":\"quokka pastry\"}"#,
        ]
        guard !found.isPlain, !isBrief else {
            return [Change(path: found.path, range: found.range, text: spellings[0])]
        }
        let changes = spellings.map { Change(path: found.path, range: found.range, text: $0) }
        guard found.isKey else { return changes }
        let members = [#"zz":" quokka pastry ",""#, #"zz":{"a":["quokka pastry"]},""#]
        let start = found.range.lowerBound
        return changes + members.map { Change(path: found.path + "+", range: start..<start, text: $0) }
    }

    /// The two halves of the phrase in place of a string, or as a member that nobody knows.
    private static func halves(_ found: JSONStrings.Found, _ next: JSONStrings.Found) -> (Change, Change) {
        let halves = (" say quokka pa", "stry now ")
        guard found.isKey else {
            return (
                Change(path: found.path, range: found.range, text: halves.0),
                Change(path: found.path, range: next.range, text: halves.1)
            )
        }
        let starts = (found.range.lowerBound, next.range.lowerBound)
        return (
            Change(path: found.path + "+", range: starts.0..<starts.0, text: #"zz":"\#(halves.0)",""#),
            Change(path: found.path + "+", range: starts.1..<starts.1, text: #"zz":"\#(halves.1)",""#)
        )
    }

    /// The strings that the phrase came through in, each once: dialect, side and path.
    private(set) var exceptions: Set<String> = []
    /// What became of the phrase, by side and path, what stands beside it in brackets: the targets that it was found
    /// in, `came through`, or `apart` for halves that are no running text.
    private(set) var outcomes: [String: Set<String>] = [:]
    private(set) var trials = 0
    private var seen: [String: Int] = [:]
    private let replay: Replay
    /// How many places with the same path are tried; of a request, whose roles stand further out, four times as many.
    private let limit: Int
    /// Whether one spelling is enough.
    private let isBrief: Bool

    init(limit: Int, action: String = "redact", isBrief: Bool = false) throws {
        replay = try Self.rules(action).replay()
        self.limit = limit
        self.isBrief = isBrief
    }

    private static func holdsPhrase(_ bytes: [UInt8]) -> Bool {
        String(decoding: bytes, as: UTF8.self).contains("uokka pastry")
    }

    private mutating func isWanted(_ side: String, _ recorded: RecordedExchange, _ found: JSONStrings.Found)
        -> Bool
    {
        let key = "\(recorded.dialect.name) \(side) \(found.path) \(found.neighbour)"
        seen[key, default: 0] += 1
        return seen[key, default: 0] <= (side == "request" ? limit * 4 : limit)
    }

    private mutating func note(
        _ outcome: String?, _ findings: [Finding], _ recorded: RecordedExchange, _ side: String,
        _ path: String, _ found: JSONStrings.Found
    ) {
        if outcome != nil { exceptions.insert("\(recorded.dialect.name) \(side) \(path)") }
        let neighbour = found.neighbour.replacing("\"", with: "").dropFirst()
        let place = "\(side) \(path)" + (neighbour.isEmpty ? "" : " (\(neighbour))")
        let targets = Set(findings.map(\.target.rawValue)).sorted().joined(separator: " ")
        outcomes[place, default: []].insert(outcome ?? (targets.isEmpty ? "refused" : targets))
    }

    private mutating func note(
        _ body: [UInt8], _ findings: [Finding], _ recorded: RecordedExchange, _ side: String, _ path: String,
        _ found: JSONStrings.Found
    ) {
        trials += 1
        note(Self.holdsPhrase(body) ? "came through" : nil, findings, recorded, side, path, found)
    }

    /// Puts the phrase into each string of the request.
    mutating func sweepRequest(of recorded: RecordedExchange) {
        let request = recorded.request
        for found in BodyStrings.all(in: request.body, type: request.fields[.contentType])
        where isWanted("request", recorded, found) {
            for change in changes(found) {
                var changed = recorded
                changed.request.body.apply(change.range, change.text)
                switch replay.request(changed) {
                case .forwarded(let exchange):
                    note(exchange.body, exchange.findings, recorded, "request", change.path, found)
                case .answered(let answer, let exchange):
                    note(answer.body, exchange.findings, recorded, "request", change.path, found)
                }
            }
        }
    }

    /// Puts the phrase into each string of a whole answer.
    mutating func sweepAnswer(of recorded: RecordedExchange) {
        let side = recorded.response.status < 400 ? "answer" : "error"
        let response = recorded.response
        for found in BodyStrings.all(in: response.body, type: response.fields[.contentType])
        where isWanted(side, recorded, found) {
            for change in changes(found) {
                var changed = recorded
                changed.response.body.apply(change.range, change.text)
                let result = replay.run(changed)
                note(result.body, result.findings, recorded, side, change.path, found)
            }
        }
    }

    /// Puts the phrase into each string of each event, alone and spread over it and the next one like it.
    mutating func sweepStream(of recorded: RecordedExchange) {
        let framing = recorded.framing ?? .sse
        let events = Respread(recorded.response.body, framing, dialect: recorded.dialect).events.map(\.bytes)
        let strings = events.map { JSONStrings($0, in: Self.data(of: $0, framing)) }
        for number in events.indices {
            for found in strings[number].all where isWanted("event", recorded, found) {
                for change in changes(found) {
                    var changed = events
                    changed[number].apply(change.range, change.text)
                    let result = sent(recorded, changed)
                    note(result.body, result.findings, recorded, "event", change.path, found)
                }
                spread(found, number, events, strings, recorded)
            }
        }
    }

    private mutating func spread(
        _ found: JSONStrings.Found, _ number: Int, _ events: [[UInt8]], _ strings: [JSONStrings],
        _ recorded: RecordedExchange
    ) {
        let like = events.indices.dropFirst(number + 1).prefix(4).first { other in
            strings[other].indices == strings[number].indices
                && strings[other].all.contains { $0.isLike(found) }
        }
        guard let like, let next = strings[like].all.first(where: { $0.isLike(found) }) else { return }
        let halves = Self.halves(found, next)
        var changed = events
        changed[number].apply(halves.0.range, halves.0.text)
        changed[like].apply(halves.1.range, halves.1.text)
        trials += 1
        let result = sent(recorded, changed)
        let text = String(decoding: result.body, as: UTF8.self)
        let isApart = text.contains("quokka pa") && text.contains("stry now")
        note(isApart ? "apart" : nil, result.findings, recorded, "spread", halves.0.path, found)
    }

    private func sent(_ recorded: RecordedExchange, _ events: [[UInt8]]) -> ReplayResult {
        var changed = recorded
        changed.response.body = Array(events.joined())
        return replay.run(changed)
    }

    /// The JSON in an event: what stands behind `data:` where it has one data line.
    private static func data(of event: [UInt8], _ framing: StreamFraming) -> Range<Int> {
        guard framing == .sse else {
            return (event.firstIndex(of: UInt8(ascii: "{")) ?? event.count)..<event.count
        }
        var start = 0
        for line in event.split(separator: 0x0A, omittingEmptySubsequences: false) {
            if line.starts(with: "data:".utf8) { return (start + 5)..<(start + line.count) }
            start += line.count + 1
        }
        return 0..<0
    }
}

extension [UInt8] {
    fileprivate mutating func apply(_ range: Range<Int>, _ text: String) {
        replaceSubrange(range, with: Array(text.utf8))
    }
}
