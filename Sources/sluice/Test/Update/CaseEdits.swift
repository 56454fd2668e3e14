import SluicePipeline
import SluiceRules

/// The edits that make the expectations of a case say what happens.
///
/// What a case forbids (`no_hits`, `text.lacks`) is a promise and no picture of what happens: it is never rewritten.
/// All else stays as it was written: comments, order, quotes.
struct CaseEdits {
    /// The longest text that is written into a case.
    private static let longestText = 400

    private let text: SourceText
    private(set) var edits: [(range: Range<Int>, text: String)] = []
    private(set) var changes: [CaseChange] = []

    init(_ text: SourceText) {
        self.text = text
    }

    mutating func add(_ test: TestCase, _ facts: CaseFacts) {
        if let expect = test.emptyExpectation { return fill(expect, test, facts) }
        if let expected = test.outcome, expected.value != facts.verdict {
            replace(
                expected.node, "outcome", expected.value.rawValue, facts.verdict.rawValue,
                written: facts.verdict.rawValue, test)
        }
        let missing = test.hits.filter { expected in
            !facts.hits.contains { expected.value.describes($0) }
        }
        if !missing.isEmpty { rewriteHits(missing, test, facts) }
        for expected in test.contains where !facts.answer.holds(expected.value) {
            guard let found = facts.answer.nearest(to: expected.value), found.count <= Self.longestText
            else { continue }
            let shown = YAMLText.quoted(found)
            replace(
                expected.node, "text.contains", YAMLText.quoted(expected.value), shown, written: shown, test)
        }
        if let expected = test.finish, let finish = facts.answer.finish, expected.value != finish {
            replace(
                expected.node, "finish", expected.value, finish, written: Self.plain(finish), test)
        }
    }

    private mutating func replace(
        _ node: ConfigNode, _ field: String, _ old: String, _ new: String, written: String, _ test: TestCase
    ) {
        guard let range = text.range(of: node) else { return }
        edits.append((range, written))
        change(field, old, new, test, node)
    }

    private mutating func change(
        _ field: String, _ old: String, _ new: String, _ test: TestCase, _ node: ConfigNode
    ) {
        changes.append(
            CaseChange(field: field, old: old, new: new, test: test.name, location: node.location))
    }

    /// A case that expects nothing yet gets what happens.
    private mutating func fill(_ expect: ConfigNode, _ test: TestCase, _ facts: CaseFacts) {
        guard let start = text.offset(line: expect.line, column: expect.column),
            let range = text.flowRange(at: start)
        else { return }
        var fields = ["outcome: \(facts.verdict.rawValue)"]
        let hits = Self.distinct(facts.hits)
        if !hits.isEmpty { fields.append("hits: [\(hits.map(Self.written).joined(separator: ", "))]") }
        if let finish = facts.answer.finish { fields.append("finish: \(Self.plain(finish))") }
        let new = "{ \(fields.joined(separator: ", ")) }"
        edits.append((range, new))
        change("expect", "nothing", new, test, expect)
    }

    // MARK: Hits

    private mutating func rewriteHits(
        _ missing: [TestCase.Expected<TestCase.Hit>], _ test: TestCase, _ facts: CaseFacts
    ) {
        guard let first = test.hits.first?.node, let list = test.hitList else { return }
        let kept = test.hits.filter { expected in
            facts.hits.contains { expected.value.describes($0) }
        }
        let added = Self.distinct(facts.hits).filter { hit in
            !kept.contains { $0.value.describes(hit) }
        }
        guard let start = text.offset(line: list.line, column: list.column) else { return }
        let done: Bool
        if let range = text.flowRange(at: start), list.line < first.line || list.column < first.column {
            done = rewriteFlow(range, kept.map(\.node), added)
        } else {
            done = rewriteBlock(test, missing.map(\.node), added)
        }
        guard done else { return }
        let shown = { (hits: [String]) in hits.isEmpty ? "none" : hits.joined(separator: ", ") }
        change(
            "hits", shown(missing.map { "{ \($0.value) }" }), shown(added.map(Self.written)), test,
            missing[0].node)
    }

    /// `[a, { rule: b }]`: what stays is copied as it stands.
    private mutating func rewriteFlow(
        _ range: Range<Int>, _ kept: [ConfigNode], _ added: [RuleHit]
    ) -> Bool {
        var items: [String] = []
        for node in kept {
            guard let start = text.offset(line: node.line, column: node.column),
                let range = text.range(of: node) ?? text.flowRange(at: start)
            else { return false }
            items.append(text.text(range))
        }
        items += added.map(Self.written)
        edits.append((range, "[\(items.joined(separator: ", "))]"))
        return true
    }

    /// A list with a line for each element: lines of those that don't hit go, others are added below the last.
    private mutating func rewriteBlock(
        _ test: TestCase, _ missing: [ConfigNode], _ added: [RuleHit]
    ) -> Bool {
        let lines = test.hits.map(\.node.line)
        guard let last = lines.last, Set(lines).count == lines.count,
            let indent = text.indent(ofLine: lines[0])
        else { return false }
        let end = { [text] (line: Int) -> Int in
            var end = line
            while end < text.lineCount, let next = text.indent(ofLine: end + 1), next > indent { end += 1 }
            return end
        }
        var removed: [Range<Int>] = []
        for line in missing.map(\.line) {
            let first = text.range(ofLine: line)
            guard text.text(first).dropFirst(indent).first == "-" else { return false }
            removed.append(first.lowerBound..<text.range(ofLine: end(line)).upperBound)
        }
        var written = added.map { String(repeating: " ", count: indent) + "- " + Self.written($0) + "\n" }
        if missing.count == test.hits.count, added.isEmpty {
            written = [String(repeating: " ", count: indent + 1) + "[]\n"]
        }
        let behind = text.range(ofLine: end(last)).upperBound
        if let same = removed.firstIndex(where: { $0.upperBound == behind }) {
            edits += removed.enumerated().map { ($0.element, $0.offset == same ? written.joined() : "") }
        } else {
            edits += removed.map { ($0, "") }
            if !text.endsLine(at: behind) { written.insert("\n", at: 0) }
            edits.append((behind..<behind, written.joined()))
        }
        return true
    }

    private static func distinct(_ hits: [RuleHit]) -> [RuleHit] {
        var seen: Set<String> = []
        return hits.filter { seen.insert(written($0)).inserted }
    }

    private static func written(_ hit: RuleHit) -> String {
        let shadow = hit.isShadow ? ", shadow: true" : ""
        return "{ rule: \(hit.rule), target: \(hit.target), action: \(hit.action)\(shadow) }"
    }

    /// A name without quotes, unless it needs them.
    private static func plain(_ name: String) -> String {
        let isPlain =
            name.utf8.first.map { $0 >= 0x41 } ?? false
            && name.utf8.allSatisfy { $0 == 0x5F || 0x30...0x39 ~= $0 || 0x61...0x7A ~= $0 | 0x20 }
        return isPlain ? name : YAMLText.quoted(name)
    }
}
