@testable import SluiceMatching

/// The keywords of several patterns with one boundary rule, by their bytes.
///
/// Nodes are numbered breadth first, so a node's children are neighbours, in the order of their bytes.
final class PlainTrie: Sendable {
    /// One keyword, after normalisation.
    struct Keyword {
        var bytes: [UInt8]
        /// Which of the trie's patterns it belongs to.
        var slot: Int
        /// Its index in that pattern's list.
        var element: Int
    }

    /// The end of a keyword at a node.
    struct Terminal: Sendable {
        var slot: Int
        var element: Int
        /// Whether the keyword's last code point is a letter of a script with spaces.
        var endsInSpacedLetter: Bool
    }

    /// A place in the trie.
    struct Node: Sendable {
        var firstChild: Int32 = 0
        var childCount: Int32 = 0
        /// Where the node's 256 children by byte stand in `dense`; -1 for a node with few.
        var dense: Int32 = -1
        var firstTerminal: Int32 = 0
        var terminalCount: Int32 = 0
        /// The nearest node towards the root, itself excluded, at which a keyword ends; -1 for none.
        var shorter: Int32 = -1
        var depth: Int32 = 0
        /// The one slot whose keywords go on below; `nobody` or `several` otherwise.
        var owner: Int32 = Node.nobody

        static let nobody: Int32 = -1
        static let several: Int32 = -2
        /// More children than this are found through `dense`.
        static let fewChildren = 12
    }

    let boundary: Boundary
    /// The number of patterns.
    let slotCount: Int
    let nodes: [Node]
    let terminals: [Terminal]
    /// The byte that leads to each node.
    private let bytes: [UInt8]
    private let dense: [Int32]
    /// A bit for each pair of bytes with which a keyword begins; a keyword of one byte has all pairs of its byte.
    private let pairs: [UInt64]

    init(_ keywords: [Keyword], slotCount: Int, boundary: Boundary) {
        var builder = PlainTrieBuilder(keywords)
        builder.build()
        self.boundary = boundary
        self.slotCount = slotCount
        nodes = builder.nodes
        terminals = builder.terminals
        bytes = builder.bytes
        dense = builder.dense
        pairs = builder.pairs
    }

    /// Whether a keyword may begin with these two bytes.
    @inline(__always)
    func mayBegin(_ first: UInt8, _ second: UInt8) -> Bool {
        pairs[Int(first) << 2 | Int(second >> 6)] & 1 << UInt64(second & 63) != 0
    }

    /// Whether a keyword may begin with this byte.
    func mayBegin(_ first: UInt8) -> Bool {
        let start = Int(first) << 2
        return pairs[start] | pairs[start + 1] | pairs[start + 2] | pairs[start + 3] != 0
    }

    /// The child of a node by the next byte.
    @inline(__always)
    func child(of node: Int, by byte: UInt8) -> Int? {
        let place = nodes[node]
        if place.dense >= 0 {
            let child = dense[Int(place.dense) << 8 | Int(byte)]
            return child >= 0 ? Int(child) : nil
        }
        for child in Int(place.firstChild)..<Int(place.firstChild + place.childCount)
        where bytes[child] >= byte {
            return bytes[child] == byte ? child : nil
        }
        return nil
    }
}
