import SluicePipeline
import SluiceRecording
import Testing

/// Ways round a filter, row by row, each with rules that normalise and with rules that don't.
///
/// Paths and connections have their own, `SluiceGatewayTests`.
struct BypassTests {
    enum Normalization: String, CaseIterable, Sendable {
        case off = "[]"
        case on = "[nfkc, casefold, strip_invisible, strip_marks, confusables, digits]"
    }

    private static let all =
        Bypass.otherTexts + Bypass.spellingsOfJSON + Bypass.otherBodies + Bypass.otherChannels
        + Bypass.repeats + Bypass.errors + Bypass.disguises + Bypass.nearMisses

    private func result(_ bypass: Bypass, _ normalization: Normalization, action: String) throws
        -> ReplayResult
    {
        let rule = FuzzRules.Rule(
            match: "{ keywords: [quokka pastry] }", action: action, targets: "request.*, response.*",
            extra: "normalize: \(normalization.rawValue)")
        let exchange = bypass.exchange
        let replay = try FuzzRules(name: "bypass", rules: [rule]).replay()
        return replay.run(exchange, cutAt: Array(exchange.response.body.indices))
    }

    @Test(arguments: all, Normalization.allCases)
    func thePhraseIsCaughtAsTheRowSays(bypass: Bypass, normalization: Normalization) throws {
        let isCaught = bypass.caught == .always || bypass.caught == .byNormalization && normalization == .on
        for action in ["redact", "block"] {
            let result = try result(bypass, normalization, action: action)
            let output = bypass.output(of: result)
            let text = String(decoding: output, as: UTF8.self)
            if isCaught {
                #expect(!text.contains(bypass.trace), "\(action): \(text)")
            } else {
                #expect(output == bypass.input, "\(action): \(text)")
                #expect(result.findings.isEmpty)
            }
        }
    }

    /// What is caught without being refused is a hit of the rule.
    @Test(arguments: Bypass.otherTexts + Bypass.otherChannels + Bypass.repeats)
    func theRuleHits(bypass: Bypass) throws {
        for normalization in Normalization.allCases {
            let result = try result(bypass, normalization, action: "redact")
            #expect(!result.findings.isEmpty)
            let text = String(decoding: bypass.output(of: result), as: UTF8.self)
            #expect(text.contains(bypass.isSigned ? "withheld by a filter rule" : "[removed]"))
        }
    }

    @Test func allFiveWaysOfSayingATextSayTheSame() throws {
        let all = try #require(Bypass.repeats.last)
        let text = String(
            decoding: try result(all, .off, action: "redact").body, as: UTF8.self)
        #expect(text.split(separator: "[removed]").count == 6, "\(text)")
        #expect(!text.contains("pastry"))
    }
}
