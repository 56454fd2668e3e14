internal import SluiceWire

/// One example sent through the filter in pieces, as a stream would bring it.
struct ExampleRun: Equatable {
    /// The rule's hits, by their place.
    private(set) var hits: [TextHit] = []
    /// What a client would have got.
    private(set) var output: [UInt8] = []

    /// - Parameters:
    ///   - cuts: Byte offsets at which the text is cut, ascending.
    ///   - isSigned: Whether a signature is over the text.
    init(
        _ text: [UInt8], cuts: some Sequence<Int>, selection: RuleSelection?, encoding: TextEncoding,
        isSigned: Bool = false
    ) {
        var filter = TextFilter(selection, encoding: encoding, isSigned: isSigned)
        var start = 0
        var released = 0
        for cut in cuts {
            filter.append(text.span.extracting(start..<cut))
            start = cut
            release(text, &released, &filter)
        }
        filter.append(text.span.extracting(start..<text.count))
        release(text, &released, &filter)
        filter.finish()
        release(text, &released, &filter)
        hits.sort { ($0.span.lowerBound, $0.span.upperBound) < ($1.span.lowerBound, $1.span.upperBound) }
    }

    private mutating func release(_ text: [UInt8], _ released: inout Int, _ filter: inout TextFilter) {
        hits += filter.takeHits()
        guard filter.decided > released else { return }
        let part = released..<filter.decided
        var position = part.lowerBound
        for edit in filter.edits(in: part) {
            output += text[position..<(part.lowerBound + edit.range.lowerBound)]
            output += edit.replacement
            position = part.lowerBound + edit.range.upperBound
        }
        output += text[position..<part.upperBound]
        released = part.upperBound
        filter.discard(below: released)
    }
}
