import SluicePipeline
import SluiceRules
import SluiceWire

extension SplitFuzz {
    /// I6: the answer in one piece, made of the stream's texts, meets the same decision.
    package func wholeAnswer() -> FuzzReport {
        var report = FuzzReport()
        guard let answer = WholeAnswer(expectation.texts, dialect: exchange.dialect) else { return report }
        // In one piece a hit over several parts can still be redacted, and one that only counts is counted.
        guard !answer.texts.contains(where: { $0.continuesHit(of: exchange.rules) }) else { return report }
        var whole = recorded
        whole.response.body = answer.json
        whole.response.fields[.contentType] = "application/json"
        let result = replay.run(whole)
        report.trials += 1
        if let detail = fault(in: result, answer) {
            report.failures.append(failure(.sameAsWhole, .none, detail))
        }
        return report
    }

    private func fault(in result: ReplayResult, _ answer: WholeAnswer) -> String? {
        let filters = answer.texts.map { $0.filtered(by: exchange.rules) }
        let blocks = filters.contains { $0.block != nil }
        guard (result.status >= 400) == blocks else { return "the whole answer has status \(result.status)" }
        var expected: [String] = []
        for (text, filter) in zip(answer.texts, filters) {
            var filter = filter
            expected += filter.takeHits().map { "rule \($0.active.rule) \(text.target.rawValue)" }
        }
        let hits = HitRecord.response(result.findings).map { "rule \($0.rule) \($0.target)" }
        guard hits.sorted() == expected.sorted() else { return "hits \(hits) in place of \(expected)" }
        guard !blocks else { return nil }
        let edited = zip(answer.texts, filters).map { text, filter in
            var copy = text
            copy.bytes = text.bytes.applying(filter.edits(in: 0..<text.bytes.count))
            return copy
        }
        guard let wanted = WholeAnswer(edited, dialect: exchange.dialect) else { return nil }
        return Self.strings(result.body) == Self.strings(wanted.json)
            ? nil : "the texts of the whole answer differ"
    }

    /// All strings of a JSON text, decoded.
    private static func strings(_ json: [UInt8]) -> [[UInt8]]? {
        var scan = PayloadScan()
        guard (try? GenericDialect().answer.scan(json.span, options: .response, into: &scan)) != nil else {
            return nil
        }
        return scan.sites.map { site in
            var text: [UInt8] = []
            JSONText.decode(json.span, site.range, into: &text)
            return text
        }
    }
}
