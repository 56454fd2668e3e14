import SluiceRules
import SluiceWire

extension EventFilter {
    /// The most events, and bytes, that are kept back as preamble.
    private static let maximumPreambleEvents = 64
    private static let maximumPreambleBytes = 64 << 10

    /// Lets the head of the queue leave as long as it is decided.
    mutating func drain(into out: inout [UInt8], _ exchange: inout Exchange) -> FilterStep {
        if holdsPreamble {
            if let first = queue.first(where: { $0.hasText }) {
                switch verdict(on: first.parts, first.block) {
                case .undecided:
                    return .more
                case .blocked(let block) where !leavesText(first):
                    exchange.record([block])
                    return .refuse(exchange.refusal(for: block, otherwise: options.refusalText))
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
        while let first = queue.first {
            let verdict = verdict(on: first.parts, first.block)
            if case .undecided = verdict { return .more }
            guard let event = queue.removeFirst() else { return .more }
            if case .blocked(let block) = verdict { return end(at: event, block, into: &out, &exchange) }
            noteDelivery(of: event, as: write(event, isLast: false, into: &out), &exchange)
        }
        return .more
    }

    /// An event has left: what was found in it counts.
    private mutating func noteDelivery(of event: HeldEvent, as data: [UInt8]?, _ exchange: inout Exchange) {
        if followsDelivery, event.number > 0, let data { showDelivery(data, &exchange) }
        if !event.findings.isEmpty { exchange.record(event.findings) }
        noteDelivery(of: event.parts, number: event.number, &exchange)
    }

    /// Shows the dialect what the client gets.
    private func showDelivery(_ data: [UInt8], _ exchange: inout Exchange) {
        var scan = PayloadScan()
        do throws(JSONError) {
            try table.scan(data.span, options: .response, into: &scan)
        } catch {
            return
        }
        dialect.noteDelivery(scan, payload: data.span, ledger: &exchange.ledger)
    }

    /// An event in which nothing was found by itself has left.
    mutating func noteDelivery(of parts: [HeldEvent.Part], number: Int, _ exchange: inout Exchange) {
        hasDelivered = true
        if !parts.isEmpty { exchange.textFlow.hasLeft = true }
        exchange.ledger.deliver(through: number)
        texts.noteDelivery(of: parts)
        exchange.record(texts.takeFindings())
    }

    private enum Verdict {
        case undecided
        case passes
        case blocked(Finding)
    }

    /// The verdict on an event of these parts, which one of its other texts may block.
    private func verdict(on parts: [HeldEvent.Part], _ block: Finding?) -> Verdict {
        var found: Finding?
        for part in parts {
            if let block = texts.block(in: part), !part.isMirror {
                found = found ?? block
            } else if !texts.isDecided(part) {
                return .undecided
            }
        }
        return (block ?? found).map(Verdict.blocked) ?? .passes
    }

    /// Whether a blocked event still has text to deliver: what stands before the hit.
    private func leavesText(_ event: HeldEvent) -> Bool {
        event.block == nil && event.parts.contains { !$0.isMirror && texts.leavesText(of: $0) }
    }

    /// A block: delivers what stands before it, then ends the stream in the dialect's way.
    private mutating func end(
        at event: HeldEvent, _ block: Finding, into out: inout [UInt8], _ exchange: inout Exchange
    ) -> FilterStep {
        if leavesText(event) {
            noteDelivery(of: event, as: write(event, isLast: true, into: &out), &exchange)
        }
        if framing == .lines, let last = out.last, last != 0x0A { out.append(0x0A) }
        exchange.record([block])
        let refusal = exchange.refusal(for: block, otherwise: options.refusalText)
        guard hasDelivered else { return .refuse(refusal) }
        let style: EndingStyle = options.ending == .soft ? .soft(refusalText: refusal.text) : .hard
        out += dialect.ending(style, notice: Notice(refusal, eventID: exchange.id), ledger: exchange.ledger)
        return .ended
    }
}
