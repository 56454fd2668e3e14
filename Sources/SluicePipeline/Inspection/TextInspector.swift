package import SluiceRules
package import SluiceWire

/// Holds whole texts against the rules of an exchange and keeps what it finds.
///
/// A whole text takes the way of a streamed one: one piece and its end.
package struct TextInspector: Sendable {
    /// What the rules found, in the order in which the texts were given.
    package private(set) var findings: [Finding] = []
    /// The strongest enforced block, if there is any.
    package private(set) var block: Finding?
    /// The rules whose hits exceptions took away, each as often as it happened.
    package private(set) var exceptions: [Int] = []

    let rules: RuleView
    /// Memory for the decoded form of texts with escapes.
    private var text: [UInt8] = []

    package init(rules: RuleView) {
        self.rules = rules
    }

    /// Inspects the text of a site of a JSON payload.
    ///
    /// - Parameter isEarlier: Whether it belongs to a message before the assistant's last turn.
    /// - Returns: What changes in the decoded text.
    package mutating func inspect(
        _ site: TextSite, in payload: Span<UInt8>, isEarlier: Bool = false
    ) -> [TextEdit] {
        guard let selection = rules.selection(for: site.target, isEarlier: isEarlier), !site.range.isEmpty
        else { return [] }
        guard site.isEscaped else {
            return inspect(
                payload.extracting(site.range), selection, site.target, site.encoding, isSigned: site.isSigned
            )
        }
        var decoded: [UInt8] = []
        swap(&decoded, &text)
        defer { swap(&decoded, &text) }
        decoded.removeAll(keepingCapacity: true)
        site.appendText(of: payload, to: &decoded)
        return inspect(decoded.span, selection, site.target, site.encoding, isSigned: site.isSigned)
    }

    /// Where the earlier messages end that are searched for less than new ones; 0 where none are.
    func endOfEarlier(among sites: [TextSite]) -> Int {
        rules.tellsEarlier ? sites.endOfEarlier : 0
    }

    /// Takes back what is found in a text that was read before: findings that count elsewhere, and all exceptions.
    ///
    /// A block stays one.
    package mutating func forget(where counts: (Finding) -> Bool) {
        findings.removeAll(where: counts)
        exceptions.removeAll()
    }

    /// Inspects a plain text.
    ///
    /// - Returns: What changes in it.
    package mutating func inspect(_ text: Span<UInt8>, target: Target) -> [TextEdit] {
        guard let selection = rules.selection(for: target), !text.isEmpty else { return [] }
        return inspect(text, selection, target, .plain, isSigned: false)
    }

    private mutating func inspect(
        _ text: Span<UInt8>, _ selection: RuleSelection, _ target: Target, _ encoding: TextEncoding,
        isSigned: Bool
    ) -> [TextEdit] {
        let filter = ThreadScan.current.lendMemory {
            selection.filter(whole: text, encoding: encoding, isSigned: isSigned, memory: &$0)
        }
        guard var filter else { return [] }
        take(filter.takeHits(), selection, target)
        exceptions += filter.takeExceptions()
        return filter.edits(in: 0..<text.count)
    }

    /// Notes what exceptions took away in a text of several sites.
    mutating func note(exceptions: [Int]) {
        self.exceptions += exceptions
    }

    mutating func take(_ hits: [TextHit], _ selection: RuleSelection, _ target: Target) {
        for hit in hits {
            let finding = Finding(hit, target: target)
            findings.append(finding)
            guard finding.isDeciding, finding.action == .block else { continue }
            if let block, !selection.set.takesPrecedence(hit.active, over: block.active) { continue }
            block = finding
        }
    }
}

extension [TextSite] {
    /// Where, among the sites of a request, the messages end that were there before the assistant's last turn.
    ///
    /// A turn of the assistant that nothing of the user or of a tool follows is no end: it is the beginning of the answer.
    var endOfEarlier: Int {
        guard let last = lastIndex(where: { $0.target == .requestUser || $0.target == .requestToolResults })
        else { return 0 }
        let turn = self[..<last].lastIndex {
            $0.target == .requestAssistant || $0.target == .requestToolArguments
        }
        return turn ?? 0
    }
}
