@testable import SluiceMatching

/// Builds the arrays of a `PlainTrie` from its sorted keywords, level by level.
struct PlainTrieBuilder {
    private(set) var nodes = [PlainTrie.Node()]
    private(set) var terminals: [PlainTrie.Terminal] = []
    private(set) var bytes: [UInt8] = [0]
    private(set) var dense: [Int32] = []
    private(set) var pairs = [UInt64](repeating: 0, count: 1024)

    private let keywords: [PlainTrie.Keyword]
    /// The keywords below each node, as a range of the sorted list.
    private var ranges: [Range<Int>]

    init(_ keywords: [PlainTrie.Keyword]) {
        self.keywords = keywords.sorted { first, second in
            first.bytes == second.bytes
                ? (first.slot, first.element) < (second.slot, second.element)
                : first.bytes.lexicographicallyPrecedes(second.bytes)
        }
        ranges = [0..<keywords.count]
    }

    /// Fills the arrays.
    mutating func build() {
        var node = 0
        while node < nodes.count {
            addChildren(of: node, from: addTerminals(of: node))
            node += 1
        }
        for node in nodes.indices.reversed() { nodes[node].owner = owner(below: node) }
        for keyword in keywords { markPairs(of: keyword.bytes) }
    }

    /// Takes the keywords that end at a node; returns the index of the first that goes on.
    private mutating func addTerminals(of node: Int) -> Int {
        let depth = Int(nodes[node].depth)
        nodes[node].firstTerminal = Int32(terminals.count)
        var index = ranges[node].lowerBound
        while index < ranges[node].upperBound, keywords[index].bytes.count == depth {
            let keyword = keywords[index]
            // The same literal twice in one pattern counts as the first of the two.
            if index == ranges[node].lowerBound || keywords[index - 1].slot != keyword.slot {
                let kind = keyword.bytes.withUnsafeBufferPointer {
                    LetterTable.kind(before: $0.count, in: $0, LetterTable.kinds)
                }
                terminals.append(
                    .init(slot: keyword.slot, element: keyword.element, endsInSpacedLetter: kind == .spaced))
            }
            index += 1
        }
        nodes[node].terminalCount = Int32(terminals.count) - nodes[node].firstTerminal
        return index
    }

    private mutating func addChildren(of node: Int, from first: Int) {
        let depth = Int(nodes[node].depth)
        let shorter = nodes[node].terminalCount > 0 ? Int32(node) : nodes[node].shorter
        let end = ranges[node].upperBound
        nodes[node].firstChild = Int32(nodes.count)
        var index = first
        while index < end {
            let byte = keywords[index].bytes[depth]
            let start = index
            while index < end, keywords[index].bytes[depth] == byte { index += 1 }
            nodes.append(.init(shorter: shorter, depth: Int32(depth + 1)))
            bytes.append(byte)
            ranges.append(start..<index)
        }
        nodes[node].childCount = Int32(nodes.count) - nodes[node].firstChild
        guard nodes[node].childCount > PlainTrie.Node.fewChildren else { return }
        nodes[node].dense = Int32(dense.count >> 8)
        dense.append(contentsOf: repeatElement(-1, count: 256))
        for child in Int(nodes[node].firstChild)..<nodes.count {
            dense[dense.count - 256 + Int(bytes[child])] = Int32(child)
        }
    }

    /// Whose keywords end strictly below a node whose children are done.
    private func owner(below node: Int) -> Int32 {
        var owner = PlainTrie.Node.nobody
        let first = Int(nodes[node].firstChild)
        for child in first..<first + Int(nodes[node].childCount) {
            let start = Int(nodes[child].firstTerminal)
            let slots = terminals[start..<start + Int(nodes[child].terminalCount)].map { Int32($0.slot) }
            for slot in slots + [nodes[child].owner] where slot != PlainTrie.Node.nobody {
                owner = owner == PlainTrie.Node.nobody || owner == slot ? slot : PlainTrie.Node.several
            }
        }
        return owner
    }

    private mutating func markPairs(of keyword: [UInt8]) {
        let row = Int(keyword[0]) << 2
        guard keyword.count > 1 else {
            for index in row..<row + 4 { pairs[index] = .max }
            return
        }
        pairs[row | Int(keyword[1] >> 6)] |= 1 << UInt64(keyword[1] & 63)
    }
}
