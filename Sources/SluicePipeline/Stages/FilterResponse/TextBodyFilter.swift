import SluiceRules
import SluiceWire

/// A body of plain text, streamed: text leaves as soon as it is decided.
///
/// A block behind the first text ends it in the place of the hit: cleanly by a soft ending, with what a reader is told,
/// since clients take an aborted answer for a fault of the network and ask again.
struct TextBodyFilter: Sendable {
    private let refusalText: String?
    private let ending: FilterResponse.Options.Ending
    /// Whether bytes that are no text stay as they are, since a file may be none after all.
    private let keepsBytes: Bool
    private var repair: UTF8Repair
    private var filter: TextFilter
    private var held: [UInt8] = []
    private var released = 0
    private var pending = PendingFindings()

    /// - Parameter keepsBytes: Whether the body may turn out to be no text.
    init(options: FilterResponse.Options, keepsBytes: Bool, _ exchange: Exchange) {
        self.keepsBytes = keepsBytes
        repair = UTF8Repair(keepsLength: keepsBytes)
        refusalText = options.refusalText
        ending = options.ending
        filter = TextFilter(exchange.rules.selection(for: .responseText))
    }

    mutating func push(_ bytes: Span<UInt8>, into out: inout [UInt8], _ exchange: inout Exchange)
        -> FilterStep
    {
        // ASCII in UTF-16 is UTF-8 with NULs.
        let nul = keepsBytes ? nil : (0..<bytes.count).first { bytes[$0] == 0 }
        if keepsBytes { held.append(bytes) }
        var text: [UInt8] = []
        repair.append(bytes.extracting(0..<(nul ?? bytes.count)), into: &text)
        let step = advance(text, into: &out, &exchange)
        guard nul != nil, case .more = step else { return step }
        return released == 0 ? .refuse(.unreadableAnswer) : .abort
    }

    mutating func finish(into out: inout [UInt8], _ exchange: inout Exchange) -> FilterStep {
        var text: [UInt8] = []
        repair.finish(into: &text)
        let step = advance(text, into: &out, &exchange)
        guard case .more = step else { return step }
        filter.finish()
        let last = release(into: &out, &exchange)
        guard case .more = last else { return last }
        return .ended
    }

    private mutating func advance(
        _ text: [UInt8], into out: inout [UInt8], _ exchange: inout Exchange
    ) -> FilterStep {
        exchange.receipt.count(text: text.count, .responseText)
        filter.append(text.span)
        if !keepsBytes { held.append(contentsOf: text) }
        return release(into: &out, &exchange)
    }

    private func noteFlow(_ exchange: inout Exchange) {
        exchange.textFlow.hasBegun = filter.length > 0
        exchange.textFlow.hasLeft = released > 0
        exchange.textFlow.heldCharacters = held.count { $0 & 0xC0 != 0x80 }
    }

    private mutating func release(into out: inout [UInt8], _ exchange: inout Exchange) -> FilterStep {
        pending.add(filter.takeHits(), target: .responseText)
        exchange.record(exceptions: filter.takeExceptions())
        let end = filter.block?.span.lowerBound ?? filter.decided
        if end > released {
            let edits = filter.edits(in: released..<end)
            let part = Array(held[..<(end - released)])
            out.append(contentsOf: edits.isEmpty ? part : part.applying(edits))
            held.removeFirst(end - released)
            released = end
            filter.discard(below: released)
        }
        noteFlow(&exchange)
        exchange.record(pending.deliver(through: released))
        guard let block = filter.block.map({ Finding($0, target: .responseText) }) else { return .more }
        exchange.record([block])
        let refusal = exchange.refusal(for: block, otherwise: refusalText)
        if end == 0 { return .refuse(refusal) }
        guard ending == .soft else { return .abort }
        out += Array((refusal.text ?? "").utf8)
        return .ended
    }
}
