internal import SluiceMatching
internal import SluiceWire

/// Proves one example of one rule, whole and at every split.
struct ExampleProof {
    let rule: Rule
    let example: RuleExample
    let view: RuleView
    let level: Int

    /// Reports what doesn't hold.
    ///
    /// - Returns: The number of ways in which the example was cut.
    func run(_ splits: RuleCheck.Splits, _ diagnostics: Diagnostics) -> Int {
        let bytes = Array(example.text.utf8)
        let circumstances = view.set.circumstances(of: example.origin)
        let selection = level < rule.level ? nil : view.under(circumstances).selection(for: target)
        let whole = ExampleRun(
            bytes, cuts: EmptyCollection(), selection: selection, encoding: target.encoding(of: bytes))
        if let failure = failure(of: whole) {
            report(failure, whole, diagnostics)
            return 0
        }
        guard splits != .whole, bytes.count > 1 else { return 0 }
        let stride = splits == .some ? (bytes.count + Self.someCuts - 1) / Self.someCuts : 1
        var cuts = 1
        for cut in Swift.stride(from: 1, to: bytes.count, by: stride) {
            cuts += 1
            let run = ExampleRun(
                bytes, cuts: CollectionOfOne(cut), selection: selection, encoding: target.encoding(of: bytes))
            guard run == whole else {
                report("the result changes when the text is cut behind byte \(cut)", run, diagnostics)
                return cuts
            }
        }
        let bytewise = ExampleRun(
            bytes, cuts: 1..<bytes.count, selection: selection, encoding: target.encoding(of: bytes))
        if bytewise != whole {
            report("the result changes when the text comes byte by byte", bytewise, diagnostics)
        }
        return cuts
    }

    private static let someCuts = 64

    private var target: Target {
        example.target ?? rule.targets.first ?? .requestUser
    }

    private func failure(of run: ExampleRun) -> String? {
        let count = run.hits.count
        if run.hits.contains(where: \.isLimit) { return "the engine gave up on it, and `on_limit` decided" }
        guard example.isMatch else { return count == 0 ? nil : "expected no hit, got \(count)" }
        if count == 0 {
            let isActive = level >= rule.level
            return isActive
                ? "expected a hit, got none" : "expected a hit at a level where the rule is not active"
        }
        if let expected = example.expectedHits, expected != count {
            return "expected \(expected) hits, got \(count)"
        }
        if let expected = example.expectedSpan {
            let span = run.hits[0].span
            let text = Array(example.text.utf8)
            let lower = Self.scalars(text[..<span.lowerBound])
            let upper = lower + Self.scalars(text[span])
            if expected != lower..<upper {
                return
                    "expected the hit at [\(expected.lowerBound), \(expected.upperBound)], got [\(lower), \(upper)]"
            }
        }
        if let expected = example.expectedOutput, Array(expected.utf8) != run.output {
            return "expected `\(expected)`, got `\(String(decoding: run.output, as: UTF8.self))`"
        }
        return nil
    }

    private func report(_ problem: String, _ run: ExampleRun, _ diagnostics: Diagnostics) {
        var span = example.node.span
        var label = rule.id
        var help: String?
        var notes = example.why.map { ["the example is there because: \($0)"] } ?? []
        if example.isMatch, run.hits.isEmpty { (notes, help) = reasons(notes) }
        if let hit = run.hits.first, !example.isMatch {
            let text = Array(example.text.utf8)[hit.span]
            span = example.node.span(ofByte: hit.span.lowerBound, length: Self.scalars(text)) ?? span
            if rule.pattern.subject.keyword(hit.element) != nil {
                label += ", keyword at \(rule.source(ofElement: hit.element))"
                help = "add the longer word to `except.covering`, or take the example out"
            }
        }
        diagnostics.error(
            .exampleFailed, "example does not hold: \(problem)", at: span, label: label,
            notes: notes, help: help)
    }

    /// Why the rule doesn't hit the text.
    private func reasons(_ notes: [String]) -> (notes: [String], help: String?) {
        if example.node.isCutByComment {
            return (notes, "YAML reads ` #` as the beginning of a comment: put the text in single quotes")
        }
        if level < rule.level {
            return (
                notes,
                "the rule is active from `\(view.set.levels[rule.level])` on: leave the example's level out"
            )
        }
        guard let index = view.set.rules.firstIndex(where: { $0.id == rule.id }) else { return (notes, nil) }
        let bytes = Array(example.text.utf8)
        var search = RuleSearch(view.set, view.set.circumstances(of: example.origin))
        let findings = search.findings(of: index, in: bytes, target.encoding(of: bytes))
        let refused = findings.flatMap(\.refusedBy).map { "refused by \($0)" }
        var seen: Set<String> = []
        let distinct = refused.filter { seen.insert($0).inserted }
        return distinct.isEmpty
            ? (notes, "the pattern finds nothing in this text: mend the pattern or the example")
            : (notes + distinct, nil)
    }

    private static func scalars(_ bytes: ArraySlice<UInt8>) -> Int {
        bytes.count { $0 & 0xC0 != 0x80 }
    }
}
