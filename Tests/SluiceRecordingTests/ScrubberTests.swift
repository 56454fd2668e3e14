import Foundation
import SluicePipeline
import SluiceRecording
import SluiceRules
import Testing

struct ScrubberTests {
    /// Where a secret is put.
    enum Place: CaseIterable {
        case request, event, splitEvents, everyCharacter, otherChoices, toolArguments, escaped, plainBody,
            pretty
    }

    private static func field(_ name: String, _ value: String) -> HeaderFields.Field {
        HeaderFields.Field(name: name, value: value)
    }

    private static func quoted(_ text: String) -> String { EventStream.quoted(text) }

    private static func chat(_ text: String, choice: Int = 0) -> String {
        #"data: {"choices":[{"index":\#(choice),"delta":{"content":\#(quoted(text))}}]}"# + "\n\n"
    }

    private static func argument(_ text: String) -> String {
        #"event: content_block_delta"# + "\n"
            + #"data: {"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":\#(quoted(text))}}"#
            + "\n\n"
    }

    private static func halves(_ text: String, _ generator: inout SeededGenerator) -> [String] {
        let cut = Int.random(in: 0...text.count, using: &generator)
        return [String(text.prefix(cut)), String(text.dropFirst(cut))]
    }

    /// A recording with the text at a place; the response comes in pieces that are cut anywhere.
    private static func recording(
        _ text: String, at place: Place, _ generator: inout SeededGenerator
    ) -> Recording {
        var request = #"{"messages":[{"role":"user","content":"hello"}]}"#
        var response = chat("hello")
        switch place {
        case .request: request = #"{"messages":[{"role":"user","content":\#(quoted("so: " + text))}]}"#
        case .event: response += chat("so: " + text + " .")
        case .splitEvents: response += halves("so: " + text + " .", &generator).map { chat($0) }.joined()
        case .everyCharacter: response += ("so: " + text + " .").map { chat(String($0)) }.joined()
        case .otherChoices:
            let pieces = halves("so: " + text + " .", &generator)
            response += chat(pieces[0]) + chat("other words", choice: 1) + chat(pieces[1])
        case .toolArguments:
            let json = #"{"line":"a\n"# + quoted(text).dropFirst() + "}"
            response = halves(json, &generator).map(argument).joined()
        case .escaped:
            let escaped = text.utf16.map { unit in
                let hex = String(unit, radix: 16)
                return "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            }
            response +=
                #"data: {"choices":[{"index":0,"delta":{"content":"\#(escaped.joined())"}}]}"# + "\n\n"
        case .plainBody: response = "no json, " + text + " at all"
        case .pretty: response = "{\n  \"text\": [\n    " + quoted("so: " + text) + "\n  ]\n}\n"
        }
        let bytes = Array(response.utf8)
        let cuts = (0..<3).map { _ in Int.random(in: 0...bytes.count, using: &generator) }.sorted()
        let bounds = zip([0] + cuts, cuts + [bytes.count])
        return Recording(
            id: "r",
            events: [
                .init(0, .request(method: "POST", target: "/v1/x", fields: HeaderFields())),
                .init(0, .requestBody(Array(request.utf8))), .init(0, .requestEnd),
                .init(1, .response(status: 200, fields: HeaderFields())),
            ] + bounds.map { .init(2, .responseBody(Array(bytes[$0..<$1]))) } + [.init(3, .responseEnd)])
    }

    private static func bodies(_ recording: Recording, of side: String = "") -> [UInt8] {
        recording.events.flatMap { event -> [UInt8] in
            switch event.fact {
            case .requestBody(let bytes): side == "up" ? [] : bytes
            case .responseBody(let bytes): side == "req" ? [] : bytes
            default: []
            }
        }
    }

    /// Every text of a recording as a reader could put it together again.
    private static func texts(_ recording: Recording) -> [String] {
        var running: [String: String] = [:]
        var whole: [String] = []
        for event in ["req", "up"] {
            let body = String(decoding: bodies(recording, of: event), as: UTF8.self)
            whole.append(body)
            let lines = body.split(separator: "\n").filter { $0.hasPrefix("data: ") }.map { $0.dropFirst(6) }
            for json in lines.map(String.init) + [body] {
                guard let value = try? JSONSerialization.jsonObject(with: Data(json.utf8)) else { continue }
                let choices = (value as? [String: Any])?["choices"] as? [[String: Any]]
                collect(value, key: event + "\(choices?.first?["index"] ?? "")", into: &running)
            }
        }
        let inner = running.values.compactMap { try? JSONSerialization.jsonObject(with: Data($0.utf8)) }
        for value in inner { collect(value, key: "inner", into: &running) }
        return whole + running.values
    }

    /// How many lines of a recording's bodies are JSON.
    private static func payloads(_ recording: Recording) -> Int {
        ["req", "up"].reduce(0) { sum, side in
            let body = String(decoding: bodies(recording, of: side), as: UTF8.self)
            let lines = body.split(separator: "\n").map { $0.hasPrefix("data: ") ? $0.dropFirst(6) : $0 }
            return sum
                + (lines.map(String.init) + [body]).count {
                    (try? JSONSerialization.jsonObject(with: Data($0.utf8))) != nil
                }
        }
    }

    private static func collect(_ value: Any, key: String, into running: inout [String: String]) {
        switch value {
        case let text as String: running[key, default: ""] += text
        case let members as [String: Any]:
            for (name, member) in members { collect(member, key: key + name, into: &running) }
        case let elements as [Any]:
            for element in elements { collect(element, key: key, into: &running) }
        default: break
        }
    }

    @Test func noneOfManyPlantedSecretsIsLeft() throws {
        let seed = UInt64.random(in: 0...(.max))
        var generator = SeededGenerator(seed: seed)
        var planted = PlantedSecrets(seed: seed)
        var scrubber = Scrubber(seed: seed)
        for number in 0..<504 {
            let place = Place.allCases[number % Place.allCases.count]
            let (secret, text) = planted.next(number / Place.allCases.count)
            let recording = Self.recording(text, at: place, &generator)
            #expect(Self.texts(recording).contains { $0.contains(secret) }, "\(place) \(secret)")
            let scrubbed = try scrubber.scrub(recording)
            let left = Self.texts(scrubbed).first { $0.contains(secret) }
            #expect(left == nil, "seed \(seed), \(place), \(secret)")
            #expect(Self.bodies(scrubbed).count == Self.bodies(recording).count, "seed \(seed), \(place)")
            #expect(Self.payloads(scrubbed) == Self.payloads(recording), "seed \(seed), \(place)")
            #expect((scrubbed.replaced ?? 0) > 0)
        }
    }

    @Test func whatHasNoSecretStaysAsItIs() throws {
        var generator = SeededGenerator(seed: 3)
        var scrubber = Scrubber()
        for place in Place.allCases {
            let recording = Self.recording("a quiet river, 机 \"x\" \\ 12", at: place, &generator)
            var expected = recording
            expected.replaced = 0
            #expect(try scrubber.scrub(recording) == expected, "\(place)")
        }
    }

    @Test func aDecoyStillMakesItsRuleHit() throws {
        var scrubber = Scrubber(seed: 8)
        var planted = PlantedSecrets(seed: 8)
        var generator = SeededGenerator(seed: 8)
        for kind in 0..<28 {
            let text = planted.next(kind).text
            let recording = Self.recording(text, at: .splitEvents, &generator)
            let once = try scrubber.scrub(recording)
            let twice = try scrubber.scrub(once)
            #expect(once.replaced != 0 && twice.replaced != 0, "\(text)")
        }
    }

    @Test(arguments: [
        ("4111 1111 1111 1111", #"\b4\d{3}(?: \d{4}){3}\b"#),
        ("5555-5555-5555-4444", #"\b5[1-5]\d\d(?:-\d{4}){3}\b"#),
        ("+49 30 1234 5678", #"\+49 30 \d{4} \d{4}"#), ("jane.doe@mail.org", #"[a-z.]{1,20}@mail\.org"#),
    ])
    func aDecoyMakesEveryRuleHitThatTheSecretMadeHit(secret: String, regex: String) throws {
        let file = """
            version: 1
            rules:
              - id: own.rule
                match: { regex: '\(regex)' }
                action: redact
                examples: { match: ['\(secret)'], no_match: [a heron] }

            """
        let files = RuleFiles.memory(["own.rules.yaml": Array(file.utf8)])
        let set = try #require(RuleSet.load(["own.rules.yaml"], files: files, Diagnostics()))
        let rules = try #require(ScrubRules(set))
        let form = try Regex(regex)
        for seed in 0..<40 as Range<UInt64> {
            var generator = SeededGenerator(seed: seed)
            var scrubber = Scrubber(rules: [rules], seed: seed)
            let scrubbed = try scrubber.scrub(Self.recording(secret, at: .request, &generator))
            let body = String(decoding: Self.bodies(scrubbed, of: "req"), as: UTF8.self)
            #expect(!body.contains(secret) && body.firstMatch(of: form) != nil, "\(seed): \(body)")
        }
    }

    @Test func noBodyEndsTheProcess() throws {
        let seed = UInt64.random(in: 0...(.max))
        var generator = SeededGenerator(seed: seed)
        var scrubber = Scrubber(seed: seed)
        let alphabet = Array(#"{}[]":,\u0041 data: 4111111111111111 a@b.org 机"#.utf8) + [0xFF, 0xE6, 0x0A]
        for _ in 0..<300 {
            let body = (0..<Int.random(in: 0...80, using: &generator)).map { _ in
                alphabet.randomElement(using: &generator) ?? 0
            }
            let recording = Recording(id: "r", events: [.init(0, .responseBody(body))])
            guard let scrubbed = try? scrubber.scrub(recording) else { continue }
            #expect(Self.bodies(scrubbed).count == body.count, "seed \(seed)")
        }
    }

    @Test(arguments: 0..<24 as Range<UInt64>)
    func theSameSecretIsTheSameDecoyEverywhere(seed: UInt64) throws {
        let secret = "sk-Fake0Example1Key2With3Letters4"
        let text = "Authorization: \(secret) and again \(secret)"
        var generator = SeededGenerator(seed: 1)
        var scrubber = Scrubber(seed: seed)
        let bodies = try [Place.request, .event].map {
            let scrubbed = try scrubber.scrub(Self.recording(text, at: $0, &generator))
            return String(decoding: Self.bodies(scrubbed), as: UTF8.self)
        }
        let decoys = bodies.flatMap { $0.matches(of: #/[a-z]{2}-\w{30}/#).map { String($0.output) } }
        #expect(decoys.count == 4 && Set(decoys).count == 1 && decoys.first != secret, "\(bodies)")
    }

    @Test func anEchoWithoutItsNameGoesToo() throws {
        var scrubber = Scrubber()
        let key = HeaderFields([Self.field("authorization", "Bearer plain77words")])
        let recording = Recording(
            id: "r",
            events: [
                .init(0, .request(method: "POST", target: "/", fields: key)),
                .init(0, .requestBody(Array(#"{"text":"password: correct9horse"}"#.utf8))),
                .init(0, .requestEnd),
                .init(0, .response(status: 200, fields: HeaderFields())),
                .init(0, .responseBody(Array("you said correct9horse with plain77words".utf8))),
                .init(0, .responseEnd),
            ])
        let text = String(decoding: try scrubber.scrub(recording).bytes, as: UTF8.self)
        #expect(!text.contains("correct9horse") && !text.contains("plain77words"))
    }

    @Test func headersAndQueriesAreKeptByAListOnly() throws {
        var scrubber = Scrubber(headers: ["X-Team"])
        let fields = HeaderFields([
            Self.field("Content-Type", "application/json"), Self.field("Authorization", "Bearer own"),
            Self.field("x-api-key", "own"), Self.field("Cookie", "own"), Self.field("X-Team", "search"),
        ])
        let recording = Recording(
            id: "r",
            events: [
                .init(0, .request(method: "POST", target: "/v1/x?alt=sse&key=own&flag", fields: fields))
            ])
        let scrubbed = try scrubber.scrub(recording)
        let expected = HeaderFields([
            Self.field("Content-Type", "application/json"),
            Self.field("Authorization", "Bearer «redacted:1»"),
            Self.field("x-api-key", "«redacted:2»"), Self.field("Cookie", "«redacted:2»"),
            Self.field("X-Team", "search"),
        ])
        #expect(
            scrubbed.events.map(\.fact) == [
                .request(method: "POST", target: "/v1/x?alt=sse&key=redacted&flag", fields: expected)
            ])
        #expect(try scrubber.scrub(scrubbed).events == scrubbed.events)
    }

    @Test func theStandardRulesHoldTheirExamples() throws {
        let diagnostics = Diagnostics()
        let set = RuleSet.load(
            ["s.rules.yaml"], files: .memory(["s.rules.yaml": Array(ScrubRules.text.utf8)]), diagnostics)
        #expect(set != nil, "\(diagnostics.all.map { "\($0.code) \($0.message)" })")
    }
}
