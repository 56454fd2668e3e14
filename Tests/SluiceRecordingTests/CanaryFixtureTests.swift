import Foundation
import SluicePipeline
import SluiceRecording
import SluiceWire
import Testing

/// The canary over small exchanges of our own: every place in which a dialect can put text, and what becomes of a
/// forbidden phrase there.
struct CanaryFixtureTests {
    private static let dialects = Set(CanaryExchange.all.map(\.dialect.name)).sorted()

    private static func swept(_ dialect: String, action: String, isBrief: Bool) throws -> Canary {
        var canary = try Canary(limit: 1, action: action, isBrief: isBrief)
        for exchange in CanaryExchange.all where exchange.dialect.name == dialect {
            canary.sweepRequest(of: exchange)
            if exchange.framing == nil {
                canary.sweepAnswer(of: exchange)
            } else {
                canary.sweepStream(of: exchange)
            }
        }
        return canary
    }

    /// What the record has: all places but those of keys that nobody knows and every rule looks at.
    private static func lines(of canary: Canary) -> [String] {
        let others = [["request.other"], ["response.other"]] as [Set<String>]
        return canary.outcomes.filter { !$0.key.contains("{}") || !others.contains($0.value) }
            .map { "\($0.key): \($0.value.sorted().joined(separator: ", "))" }.sorted()
    }

    /// The places where the phrase isn't found.
    private static func exceptions(in lines: [String]) -> Set<String> {
        Set(
            lines.compactMap { line in
                guard let colon = line.range(of: ": ", options: .backwards) else { return nil }
                let outcome = line[colon.upperBound...]
                return outcome.contains("came through") || outcome.contains("apart")
                    ? String(line[..<colon.lowerBound]) : nil
            })
    }

    /// A new place, a new target, or a new exception is a difference in the record, to be looked at by somebody.
    @Test(arguments: dialects)
    func thePhraseIsFoundWhereverTheRecordSaysSo(dialect: String) throws {
        let canary = try Self.swept(dialect, action: "redact", isBrief: false)
        let lines = Self.lines(of: canary)
        print("canary, \(dialect): \(canary.trials) trials, \(canary.outcomes.count) places")
        guard !CanaryRecord.isUpdating else { return try CanaryRecord.write(lines, of: dialect) }
        let record = try CanaryRecord.lines(of: dialect)
        let new = Set(lines).subtracting(record).sorted()
        let missing = Set(record).subtracting(lines).sorted()
        #expect(new.isEmpty && missing.isEmpty, "new: \(new), missing: \(missing)")
    }

    /// Blocked or redacted, the phrase comes through in the same places, those that the tables declare.
    @Test(.disabled(if: CanaryRecord.isUpdating), arguments: dialects)
    func aBlockLeavesNoMoreThanARedaction(dialect: String) throws {
        let declared = Self.exceptions(in: try CanaryRecord.lines(of: dialect))
        let canary = try Self.swept(dialect, action: "block", isBrief: true)
        let new = Self.exceptions(in: Self.lines(of: canary)).subtracting(declared).sorted()
        #expect(new.isEmpty, "\(new)")
    }

    /// The exchanges are what they should be: nothing in them is changed, and nothing is refused.
    @Test func withoutThePhraseEveryExchangePassesAsItIs() throws {
        let replay = try FuzzRules.clean.replay()
        for exchange in CanaryExchange.all {
            let result = replay.run(exchange)
            #expect(result.forwarded == exchange.request.body, "\(exchange.name)")
            #expect(result.status == exchange.response.status, "\(exchange.name)")
            let isSame = result.body == exchange.response.body
            #expect(isSame, "\(exchange.name): \(String(decoding: result.body, as: UTF8.self).prefix(300))")
        }
    }

    /// What says a text again without being read goes when the text is touched: log probabilities, token numbers, the
    /// pieces of a transcript.
    @Test(arguments: [
        (
            "/v1/chat/completions", "application/json",
            #"{"choices":[{"index":0,"message":{"content":"a quokka pastry"},"logprobs":{"content":[{"token":"quokka","bytes":[113,117],"top_logprobs":[{"token":"quokka"}]}]}}]}"#
        ),
        (
            "/v1/chat/completions", "text/event-stream",
            #"data: {"choices":[{"index":0,"delta":{"content":"a quokka "},"logprobs":{"content":[{"token":"quokka","bytes":[113,117]}]}}],"obfuscation":"xyz"}"#
                + "\n\n"
                + #"data: {"choices":[{"index":0,"delta":{"content":"pastry"},"logprobs":{"content":[{"token":"quokka"}]}}]}"#
                + "\n\ndata: [DONE]\n\n"
        ),
        (
            "/v1/completions", "application/json",
            #"{"choices":[{"index":0,"text":"a quokka pastry","token_ids":[113,117],"logprobs":{"tokens":["quokka"],"top_logprobs":[{"quokka":-1}]}}],"prompt_token_ids":[113,117]}"#
        ),
        (
            "/v1/responses", "application/json",
            #"{"object":"response","output":[{"type":"message","content":[{"type":"output_text","text":"a quokka pastry","logprobs":[{"token":"quokka","bytes":[113,117]}]}]}]}"#
        ),
        (
            "/v1beta/models/m:generateContent", "application/json",
            #"{"candidates":[{"content":{"parts":[{"text":"a quokka pastry"}]},"logprobsResult":{"chosenCandidates":[{"token":"quokka","tokenId":113,"x":[113,117]}]}}]}"#
        ),
        (
            "/v1/audio/transcriptions", "application/json",
            #"{"text":"a quokka pastry","segments":[{"text":"a quokka","tokens":[113,117]}],"words":[{"word":"quokka"}],"logprobs":[{"token":"quokka"}]}"#
        ),
        (
            "/api/generate", "application/x-ndjson",
            #"{"response":"a quokka ","done":false,"logprobs":[{"token":"quokka"}]}"# + "\n"
                + #"{"response":"pastry","done":true,"context":[113,117]}"# + "\n"
        ),
    ])
    func whatMirrorsATextGoesWithIt(path: String, type: String, answer: String) throws {
        let exchange = CanaryExchange.make(path, "{}", answer, type: type)
        let rules = FuzzRules(
            name: "mirror", rules: [FuzzRules.Rule(match: "{ keywords: [quokka pastry] }", action: "redact")])
        let text = String(decoding: try rules.replay().run(exchange).body, as: UTF8.self)
        #expect(text.contains("[removed]"))
        for trace in ["quokka", "pastry", "113"] { #expect(!text.contains(trace), "\(text)") }
    }
}
