import SluicePipeline
import SluiceRules
import SluiceWire

/// What has to come out of a stream, worked out from its texts taken whole and in one piece each.
struct Expectation: Sendable {
    /// Where a block ends the stream.
    struct Block: Sendable {
        var event: Int
        var text: Int
        var offset: Int
    }

    /// What is delivered of one string of one event.
    private struct Piece {
        var event: Int
        var site: Int
        var key: ChannelKey
        var bytes: [UInt8]
    }

    /// The text that is delivered, by channel.
    private(set) var delivered: [ChannelKey: [UInt8]] = [:]
    /// The hits that count: those in the text that is delivered, and the block.
    private(set) var findings: [HitRecord] = []
    /// Whether nothing is delivered and the answer is an error.
    private(set) var isRefused = false
    /// Where the stream is ended.
    private(set) var block: Block?
    /// Whether anything is changed or withheld.
    private(set) var isUntouched = true
    /// The texts, as they came.
    let texts: [RunningText]

    init(stream: [UInt8], _ framing: StreamFraming, dialect: any Dialect, rules: RuleView) {
        let reader = RunningTextReader(stream, framing, dialect: dialect)
        texts = reader.texts
        var filters = texts.map { $0.filtered(by: rules) }
        block = Self.firstBlock(of: texts, filters)
        let delivers = block.map { deliversText(in: $0, filters) } ?? true
        if let block { isRefused = !delivers && (block.event == 0 || block.event == reader.firstText) }
        var pieces: [Piece] = []
        let hasDeltas = Set(texts.filter { !$0.isWhole }.map(\.key))
        var stated: [ChannelKey: Set<HitRecord>] = [:]
        for index in texts.indices {
            let text = texts[index]
            var end = block.map { self.end(of: index, $0, delivers: delivers) } ?? text.bytes.count
            end = min(end, filters[index].block?.span.lowerBound ?? end)
            let edits = filters[index].edits(in: 0..<end)
            isUntouched = isUntouched && edits.isEmpty && end == text.bytes.count
            let isDropped = text.key == RunningText.comments && !edits.isEmpty
            // What is said again is held against the deltas themselves.
            let isSaid = text.isRepeat && hasDeltas.contains(text.key) || text.target.side == .request
            for part in text.parts where part.range.lowerBound < end && !isDropped && !isSaid {
                let range = part.range.lowerBound..<min(part.range.upperBound, end)
                pieces.append(
                    Piece(
                        event: part.event, site: part.site, key: text.key.withoutPath,
                        bytes: Array(text.bytes[range]).applying(filters[index].edits(in: range))))
            }
            let hits = filters[index].takeHits()
            if block?.text == index, let hit = filters[index].block, !hits.contains(hit) {
                findings.append(HitRecord(Finding(hit, target: text.target)))
            }
            for hit in hits {
                let isBlock = block?.text == index && filters[index].block == hit
                let counts = hit.isDeciding ? hit.span.lowerBound < end : hit.span.upperBound <= end
                let record = HitRecord(Finding(hit, target: text.target))
                let isNew = stated[text.key, default: []].insert(record).inserted || !text.isRepeat
                guard counts && isNew || isBlock, text.target.side == .response else { continue }
                findings.append(record)
            }
        }
        for piece in pieces.sorted(by: { ($0.event, $0.site) < ($1.event, $1.site) }) where !isRefused {
            delivered[piece.key, default: []] += piece.bytes
        }
        findings.sort()
    }

    /// The block that the stream meets first.
    private static func firstBlock(of texts: [RunningText], _ filters: [TextFilter]) -> Block? {
        var first: Block?
        for index in texts.indices {
            guard let hit = filters[index].block else { continue }
            let block = Block(
                event: texts[index].event(of: hit.span.lowerBound), text: index, offset: hit.span.lowerBound)
            guard let best = first else {
                first = block
                continue
            }
            let isSooner =
                block.event < best.event
                || block.event == best.event && texts[index].isWhole && !texts[best.text].isWhole
            if isSooner { first = block }
        }
        return first
    }

    /// Whether the event that a block begins in has text to deliver: what stands before the hit, or another text.
    private func deliversText(in block: Block, _ filters: [TextFilter]) -> Bool {
        guard !texts[block.text].isWhole else { return false }
        return texts.indices.contains { index in
            guard !texts[index].isWhole else { return false }
            let end = min(
                end(of: index, block, delivers: true), filters[index].block?.span.lowerBound ?? .max)
            return end > texts[index].length(before: block.event, inclusive: false)
        }
    }

    /// How much of a text is delivered when the stream ends with a block.
    private func end(of text: Int, _ block: Block, delivers: Bool) -> Int {
        if text == block.text { return texts[text].isWhole ? 0 : block.offset }
        return texts[text].length(before: block.event, inclusive: delivers)
    }
}
