extension StreamEvent {
    /// The event as several, its text cut at the code points with these numbers.
    ///
    /// A cut at either end makes an event with an empty text, as providers send them.
    ///
    /// - Parameter cuts: Indices into the delta's `edges`, ascending.
    package func split(at cuts: [Int]) -> [StreamEvent] {
        guard let delta, let end = delta.edges.indices.last else { return [self] }
        let inner = cuts.filter { $0 >= 0 && $0 <= end }
        guard !inner.isEmpty else { return [self] }
        let bounds = [0] + inner + [end]
        return zip(bounds, bounds.dropFirst()).enumerated().map { number, bounds in
            piece(delta, bounds.0..<bounds.1, isFirst: number == 0, isLast: number == inner.count)
        }
    }

    private func piece(_ delta: DeltaText, _ codePoints: Range<Int>, isFirst: Bool, isLast: Bool)
        -> StreamEvent
    {
        let text = bytes[delta.edges[codePoints.lowerBound]..<delta.edges[codePoints.upperBound]]
        var changes = [(range: delta.range, bytes: Array(text))]
        if !isFirst {
            changes += delta.saidOnce.map { ($0, []) }
            if let separator = delta.separator { changes.append((separator, Array(",".utf8))) }
        }
        if !isLast { changes += delta.endings.map { ($0, Array("null".utf8)) } }
        var part = delta.part
        part.codePoints = codePoints.count
        let others = isFirst ? parts.filter { $0 != delta.part } : []
        return StreamEvent(
            bytes: bytes.replacing(changes), isComplete: isComplete,
            parts: (codePoints.isEmpty ? [] : [part]) + others, closing: isLast ? closing : .majors([]),
            delta: nil)
    }

    /// Whether the event differs from the one before it in nothing but its text.
    func continues(_ previous: StreamEvent) -> Bool {
        guard let delta, let surroundings = delta.surroundings, let before = previous.delta else {
            return false
        }
        return before.part.channel == delta.part.channel && before.surroundings == surroundings
    }

    /// Takes up the text of the event that follows.
    mutating func append(_ next: StreamEvent) {
        guard var merged = delta, let other = next.delta else { return }
        let shift = merged.range.upperBound - other.range.lowerBound
        bytes.insert(contentsOf: next.bytes[other.range], at: merged.range.upperBound)
        merged.edges += other.edges.dropFirst().map { $0 + shift }
        merged.part.codePoints += other.part.codePoints
        delta = merged
        parts = [merged.part]
    }
}
