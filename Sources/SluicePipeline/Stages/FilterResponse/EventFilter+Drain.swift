import SluiceRules
import SluiceWire

extension EventFilter {
    /// The most events, and bytes, that are kept back as preamble.
    private static let maximumPreambleEvents = 64
    private static let maximumPreambleBytes = 64 << 10

    /// Whether everything that an event brought is decided and stays as it is.
    func isUntouched(_ parts: [HeldEvent.Part]) -> Bool {
        for part in parts
        where !progress[part.channel].isUntouched(from: part.range.lowerBound, to: part.range.upperBound) {
            return false
        }
        return true
    }

    /// Lets the head of the queue leave as long as it is decided.
    mutating func drain(into out: inout [UInt8], _ exchange: inout Exchange) -> FilterStep {
        if holdsPreamble {
            if let first = queue.first(where: { $0.hasText }) {
                switch verdict(on: first) {
                case .undecided:
                    return .more
                case .blocked(let block) where !leavesText(first):
                    exchange.record([block])
                    return .refuse(exchange.refusal(for: block))
                case .blocked, .passes:
                    holdsPreamble = false
                }
            } else if queue.count <= Self.maximumPreambleEvents
                && queue.byteCount <= Self.maximumPreambleBytes
            {
                return .more
            } else {
                holdsPreamble = false
            }
        }
        while let event = queue.first {
            switch verdict(on: event) {
            case .undecided:
                return .more
            case .blocked(let block):
                return end(at: event, block, into: &out, &exchange)
            case .passes:
                queue.removeFirst()
                write(event, isLast: false, into: &out)
                noteDelivery(of: event, &exchange)
                for part in event.parts {
                    channels[part.channel].filter.discard(below: part.range.upperBound)
                }
            }
        }
        return .more
    }

    /// An event has left: what was found in it counts.
    mutating func noteDelivery(of event: HeldEvent, _ exchange: inout Exchange) {
        noteDelivery(of: event.parts, number: event.number, &exchange)
        if !event.findings.isEmpty { exchange.record(event.findings) }
    }

    /// An event with nothing found in it by itself has left.
    mutating func noteDelivery(of parts: [HeldEvent.Part], number: Int, _ exchange: inout Exchange) {
        hasDelivered = true
        exchange.ledger.deliver(through: number)
        for part in parts {
            released[part.channel] = min(progress[part.channel].blockStart, part.range.upperBound)
            if hasPendingFindings { count(findingsOf: part.channel, &exchange) }
        }
    }

    /// Counts the findings in the text of a channel that has left.
    mutating func count(findingsOf index: Int, _ exchange: inout Exchange) {
        let found = channels[index].pending.deliver(through: released[index])
        if !found.isEmpty { exchange.record(found) }
    }

    private enum Verdict {
        case undecided
        case passes
        case blocked(Finding)
    }

    private func verdict(on event: HeldEvent) -> Verdict {
        var found: Finding?
        for part in event.parts {
            let channel = channels[part.channel]
            if let block = channel.filter.block, block.span.lowerBound < part.range.upperBound {
                found = found ?? Finding(block, target: channel.target)
            } else if channel.filter.decided < part.range.upperBound {
                return .undecided
            }
        }
        return (event.block ?? found).map(Verdict.blocked) ?? .passes
    }

    /// Whether a blocked event still has text to deliver: what stands before the hit.
    private func leavesText(_ event: HeldEvent) -> Bool {
        guard event.block == nil else { return false }
        return event.parts.contains { part in
            let filter = channels[part.channel].filter
            let cut = filter.block?.span.lowerBound ?? part.range.upperBound
            return min(cut, part.range.upperBound) > part.range.lowerBound
        }
    }

    /// A block: delivers what stands before it, then ends the stream in the dialect's way.
    private mutating func end(
        at event: HeldEvent, _ block: Finding, into out: inout [UInt8], _ exchange: inout Exchange
    ) -> FilterStep {
        if leavesText(event) {
            write(event, isLast: true, into: &out)
            noteDelivery(of: event, &exchange)
        }
        exchange.record([block])
        let refusal = exchange.refusal(for: block)
        guard hasDelivered else { return .refuse(refusal) }
        let style: EndingStyle = options.ending == .soft ? .soft(refusalText: options.refusalText) : .hard
        out += dialect.ending(style, notice: Notice(refusal, eventID: exchange.id), ledger: exchange.ledger)
        return .ended
    }

    /// Writes an event as it came, or with its texts edited.
    private func write(_ event: HeldEvent, isLast: Bool, into out: inout [UInt8]) {
        let dataEdits = event.parts.first { $0.site == nil }.map {
            channels[$0.channel].filter.edits(in: $0.range)
        }
        var edits = event.changes.map { (site: $0.site, edits: $0.edits) }
        for part in event.parts {
            guard let site = part.site else { continue }
            let changes = channels[part.channel].filter.edits(in: part.range)
            if !changes.isEmpty { edits.append((site, changes)) }
        }
        if edits.isEmpty && (dataEdits ?? []).isEmpty && !event.losesOtherLines {
            event.appendAsItCame(into: &out)
            return
        }
        let data = event.joinedData ?? event.dataRange.map { Array(event.bytes[$0]) } ?? []
        var edited = dataEdits.map { data.applying($0) } ?? data
        if !edits.isEmpty {
            edits.sort { $0.site.range.lowerBound < $1.site.range.lowerBound }
            edited = edit(data, edits, isLast: isLast)
        }
        event.append(data: edited, into: &out)
    }

    private func edit(
        _ data: [UInt8], _ edits: [(site: TextSite, edits: [TextEdit])], isLast: Bool
    ) -> [UInt8] {
        var scan = PayloadScan()
        do throws(JSONError) {
            try dialect.event.scan(data.span, options: .response, into: &scan)
        } catch {
            return []
        }
        var result: [UInt8] = []
        JSONEditor.apply(edits, dropping: scan.droppable, to: data.span, into: &result)
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
