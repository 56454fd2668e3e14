import SluiceRules
import SluiceWire

extension EventFilter {
    /// Writes an event as it came, or with its texts edited.
    ///
    /// - Returns: The data that it leaves with, if the dialect wants to see it.
    mutating func write(_ event: HeldEvent, isLast: Bool, into out: inout [UInt8]) -> [UInt8]? {
        if event.isUntouched && !event.hasTokens && texts.isUntouched(event.parts) {
            return writeAsItCame(event, into: &out)
        }
        let dataEdits = event.parts.first { $0.site == nil }.map {
            texts.edits(in: $0)
        }
        var edits = event.changes.map { (site: $0.site, edits: $0.edits) }
        var mirrors = event.mirrors
        for part in event.parts {
            guard let site = part.site else { continue }
            let changes = texts.edits(in: part)
            guard !changes.isEmpty else { continue }
            if site.isMirror { mirrors.append(site.range) } else { edits.append((site, changes)) }
        }
        if !edits.isEmpty { hasEdited = true }
        let losesTokens = event.hasTokens && hasEdited
        let losesLines = event.losesOtherLines || event.losesName
        if edits.isEmpty && mirrors.isEmpty && (dataEdits ?? []).isEmpty && !losesLines && !losesTokens {
            return writeAsItCame(event, into: &out)
        }
        let data = event.data
        var edited = dataEdits.map { data.applying($0) } ?? data
        if !edits.isEmpty || losesTokens {
            edits.sort { $0.site.range.lowerBound < $1.site.range.lowerBound }
            edited = edit(data, edits, isLast: isLast)
        } else if !mirrors.isEmpty {
            edited = edit(data, [], isLast: isLast) { member in
                mirrors.contains { member.range.contains($0.lowerBound) }
            }
        }
        event.append(data: edited, into: &out)
        return edited
    }

    private func writeAsItCame(_ event: HeldEvent, into out: inout [UInt8]) -> [UInt8]? {
        event.appendAsItCame(into: &out)
        return followsDelivery ? event.data : nil
    }

    private func edit(
        _ data: [UInt8], _ edits: [(site: TextSite, edits: [TextEdit])], isLast: Bool,
        dropping isDropped: (DroppableMember) -> Bool = { _ in true }
    ) -> [UInt8] {
        var scan = PayloadScan()
        do throws(JSONError) {
            try dialect.event.scan(data.span, options: .response, into: &scan)
        } catch {
            return []
        }
        var result: [UInt8] = []
        JSONEditor.apply(edits, dropping: scan.droppable.filter(isDropped), to: data.span, into: &result)
        guard isLast, let reason = dialect.filteredFinishReason else { return result }
        return replacingFinishReasons(in: result, with: reason)
    }

    /// The event that a block begins in doesn't say that the answer came to its own end.
    private func replacingFinishReasons(in data: [UInt8], with reason: [UInt8]) -> [UInt8] {
        var scan = PayloadScan()
        do throws(JSONError) {
            try dialect.event.scan(data.span, options: .response, into: &scan)
        } catch {
            return data
        }
        var result = data
        for value in scan.values.reversed()
        where value.name == .finishReason && data[value.range.lowerBound] == UInt8(ascii: "\"") {
            result.replaceSubrange(value.range, with: reason)
        }
        return result
    }
}
