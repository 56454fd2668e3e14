import SluicePipeline
import SluiceRecording
import SluiceWire

/// A forbidden phrase that is put into every string of an exchange in turn.
struct Canary {
    static let rules = FuzzRules(
        name: "canary",
        rules: [
            FuzzRules.Rule(
                match: "{ keywords: [quokka pastry] }", action: "redact", targets: "request.*, response.*")
        ])

    /// One change of a JSON text that brings the phrase in.
    private struct Change {
        var path: String
        var range: Range<Int>
        var text: String
    }

    /// The phrase in place of a string, in three spellings; of a key, also as a member that nobody knows.
    private static func changes(_ found: JSONStrings.Found) -> [Change] {
        let spellings = [
            " quokka pastry ", #" \u0071uokka pastry "#, #"{\"a\":\"quokka pastry\"}"#,
        ]
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
    private(set) var trials = 0
    private var seen: [String: Int] = [:]
    private let replay: Replay
    /// How many places with the same path are tried.
    private let limit: Int

    init(limit: Int) throws {
        replay = try Self.rules.replay()
        self.limit = limit
    }

    private static func holdsPhrase(_ bytes: [UInt8]) -> Bool {
        String(decoding: bytes, as: UTF8.self).contains("uokka pastry")
    }

    private mutating func isWanted(_ side: String, _ recorded: RecordedExchange, _ found: JSONStrings.Found)
        -> Bool
    {
        let key = "\(recorded.dialect.name) \(side) \(found.path) \(found.neighbour)"
        seen[key, default: 0] += 1
        return seen[key, default: 0] <= limit
    }

    private mutating func note(_ recorded: RecordedExchange, _ side: String, _ path: String) {
        exceptions.insert("\(recorded.dialect.name) \(side) \(path)")
    }

    /// Puts the phrase into each string of the request.
    mutating func sweepRequest(of recorded: RecordedExchange) {
        for found in JSONStrings(recorded.request.body).all where isWanted("request", recorded, found) {
            for change in Self.changes(found) {
                var changed = recorded
                changed.request.body.apply(change.range, change.text)
                trials += 1
                guard case .forwarded(let exchange) = replay.request(changed) else { continue }
                if Self.holdsPhrase(exchange.body) { note(recorded, "request", change.path) }
            }
        }
    }

    /// Puts the phrase into each string of a whole answer.
    mutating func sweepAnswer(of recorded: RecordedExchange) {
        let side = recorded.response.status < 400 ? "answer" : "error"
        for found in JSONStrings(recorded.response.body).all where isWanted(side, recorded, found) {
            for change in Self.changes(found) {
                var changed = recorded
                changed.response.body.apply(change.range, change.text)
                trials += 1
                if Self.holdsPhrase(replay.run(changed).body) { note(recorded, side, change.path) }
            }
        }
    }

    /// Puts the phrase into each string of each event, alone and spread over it and the next one like it.
    mutating func sweepStream(of recorded: RecordedExchange) {
        let events = Respread(recorded.response.body, dialect: recorded.dialect).events.map(\.bytes)
        let strings = events.map { JSONStrings($0, in: Self.data(of: $0)) }
        for number in events.indices {
            for found in strings[number].all where isWanted("event", recorded, found) {
                for change in Self.changes(found) {
                    var changed = events
                    changed[number].apply(change.range, change.text)
                    trials += 1
                    if Self.holdsPhrase(sent(recorded, changed)) { note(recorded, "event", change.path) }
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
        let text = String(decoding: sent(recorded, changed), as: UTF8.self)
        if text.contains("quokka pa"), text.contains("stry now") { note(recorded, "spread", halves.0.path) }
    }

    private func sent(_ recorded: RecordedExchange, _ events: [[UInt8]]) -> [UInt8] {
        var changed = recorded
        changed.response.body = Array(events.joined())
        return replay.run(changed).body
    }

    /// What stands behind `data:` in an event of one data line.
    private static func data(of event: [UInt8]) -> Range<Int> {
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
