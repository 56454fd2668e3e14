/// Builds the tables of a `KeywordAutomaton` from its sorted keywords, node by node.
struct KeywordAutomatonBuilder {
    private(set) var cells: [KeywordAutomaton.Cell]
    private(set) var cellEndings: [Int32]
    private(set) var cellSlots: [Int32]
    private(set) var tails: [KeywordAutomaton.Tail] = []
    private(set) var tailBytes: [UInt8] = []
    private(set) var endings: [KeywordAutomaton.Ending] = []
    private(set) var terminals: [KeywordAutomaton.Terminal] = []
    private(set) var slotSets: [[Int32]] = []

    /// A node whose children have yet to be placed.
    private struct Node {
        /// The keywords at and below it, as a range of the sorted list.
        var range: Range<Int>
        var depth: Int
        var cell: Int
        /// The ending nearest towards the root.
        var shorter: Int32
    }

    /// In ascending order.
    let keywords: [KeywordAutomaton.Keyword]
    private var knownSets: [[Int32]: Int32] = [:]
    private var places = PlaceList()

    init(_ keywords: [KeywordAutomaton.Keyword]) {
        self.keywords = keywords.sorted { first, second in
            first.bytes == second.bytes
                ? (first.slot, first.element) < (second.slot, second.element)
                : first.bytes.lexicographicallyPrecedes(second.bytes)
        }
        cells = []
        cellEndings = []
        cellSlots = []
    }

    /// Fills the tables.
    mutating func build() {
        // The root stands in no cell: its base is 0.
        grow(to: 256)
        places.useBase(0)
        var nodes: [Node] = []
        place(childrenOf: Node(range: keywords.indices, depth: 0, cell: -1, shorter: -1), onto: &nodes)
        while let node = nodes.popLast() {
            place(childrenOf: node, onto: &nodes)
        }
    }

    private mutating func grow(to count: Int) {
        guard count > cells.count else { return }
        let more = count - cells.count
        cells.append(contentsOf: repeatElement(.init(bits: 0), count: more))
        cellEndings.append(contentsOf: repeatElement(-1, count: more))
        cellSlots.append(contentsOf: repeatElement(-1, count: more))
        places.grow(to: count)
    }

    /// Places a node's children; those with children of their own are added to `nodes`.
    private mutating func place(childrenOf node: Node, onto nodes: inout [Node]) {
        var children: [(byte: UInt8, range: Range<Int>)] = []
        var index = node.range.lowerBound
        while index < node.range.upperBound {
            let byte = keywords[index].bytes[node.depth]
            let end = self.end(of: byte, at: node.depth, in: index..<node.range.upperBound)
            children.append((byte, index..<end))
            index = end
        }
        guard !children.isEmpty else { return }
        let base = node.cell < 0 ? 0 : places.base(for: children.map(\.byte))
        grow(to: (base | 0xFF) + 1)
        places.useBase(base)
        if node.cell >= 0 { cells[node.cell].bits |= UInt64(base) << 32 }
        for child in children {
            let cell = base ^ Int(child.byte)
            places.use(cell)
            fill(cell, child.byte, child.range, depth: node.depth + 1, shorter: node.shorter, onto: &nodes)
        }
    }

    /// The end of the keywords that have `byte` at `depth`, found in steps that double.
    private func end(of byte: UInt8, at depth: Int, in range: Range<Int>) -> Int {
        var step = 1
        var low = range.lowerBound
        while low + step < range.upperBound, keywords[low + step].bytes[depth] == byte {
            low += step
            step *= 2
        }
        var high = min(low + step, range.upperBound)
        low += 1
        while low < high {
            let middle = (low + high) / 2
            if keywords[middle].bytes[depth] == byte { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private mutating func fill(
        _ cell: Int, _ byte: UInt8, _ range: Range<Int>, depth: Int, shorter: Int32, onto nodes: inout [Node]
    ) {
        var bits = KeywordAutomaton.Cell.used | UInt64(byte)
        var shorter = shorter
        let rest = range.lowerBound(where: { keywords[$0].bytes.count > depth })
        if rest > range.lowerBound {
            shorter = addEnding(of: range.lowerBound..<rest, length: depth, shorter: shorter)
            cellEndings[cell] = shorter
            bits |= KeywordAutomaton.Cell.ends
        }
        let below = rest..<range.upperBound
        guard !below.isEmpty else {
            cells[cell].bits = bits
            return
        }
        let boundaries = below.reduce(into: BoundarySet()) { $0.insert(BoundarySet(keywords[$1].boundary)) }
        bits |= UInt64(boundaries.rawValue) << 12
        let slots = slotSet(of: below)
        cellSlots[cell] = slots
        if keywords[below.lowerBound].bytes == keywords[below.upperBound - 1].bytes {
            bits |= KeywordAutomaton.Cell.tail | UInt64(tails.count) << 32
            addTail(of: below, depth: depth, shorter: shorter, slots: slots)
        } else {
            nodes.append(Node(range: below, depth: depth, cell: cell, shorter: shorter))
        }
        cells[cell].bits = bits
    }

    private mutating func addTail(of range: Range<Int>, depth: Int, shorter: Int32, slots: Int32) {
        let bytes = keywords[range.lowerBound].bytes
        let ending = addEnding(of: range, length: bytes.count, shorter: shorter)
        tails.append(
            .init(
                start: Int32(tailBytes.count), length: Int32(bytes.count - depth), ending: ending,
                slots: slots))
        tailBytes += bytes[depth...]
    }

    /// Adds the keywords of a range, which are all the same literal.
    private mutating func addEnding(of range: Range<Int>, length: Int, shorter: Int32) -> Int32 {
        let first = terminals.count
        let bytes = keywords[range.lowerBound].bytes
        let kind = unsafe bytes.withUnsafeBufferPointer {
            unsafe LetterTable.kind(before: $0.count, in: $0, LetterTable.kinds)
        }
        for index in range {
            // The same literal twice in one pattern counts as the first of the two.
            if index > range.lowerBound, keywords[index - 1].slot == keywords[index].slot { continue }
            terminals.append(
                .init(
                    slot: Int32(keywords[index].slot), element: Int32(keywords[index].element),
                    boundary: keywords[index].boundary, endsInSpacedLetter: kind == .spaced))
        }
        endings.append(
            .init(
                firstTerminal: Int32(first), terminalCount: Int32(terminals.count - first), shorter: shorter,
                length: Int32(length)))
        return Int32(endings.count - 1)
    }

    private mutating func slotSet(of range: Range<Int>) -> Int32 {
        var slots: [Int32] = []
        if range.count == 1 {
            slots = [Int32(keywords[range.lowerBound].slot)]
        } else {
            slots = Set(range.map { Int32(keywords[$0].slot) }).sorted()
        }
        if let known = knownSets[slots] { return known }
        slotSets.append(slots)
        knownSets[slots] = Int32(slotSets.count - 1)
        return Int32(slotSets.count - 1)
    }
}

extension Range<Int> {
    /// The first index for which the predicate holds, which holds for all after it; the upper bound if there is none.
    fileprivate func lowerBound(where predicate: (Int) -> Bool) -> Int {
        var low = lowerBound
        var high = upperBound
        while low < high {
            let middle = (low + high) / 2
            if predicate(middle) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
