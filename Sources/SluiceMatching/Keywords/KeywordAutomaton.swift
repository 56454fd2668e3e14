/// The keywords of a selection, of all boundaries, by their bytes: a trie in a double array.
///
/// Why it exists: a text is compared with up to 200,000 literals, a few bytes at a time, from tens of thousands of
/// streams. How it works: a node's children stand in `cells` at `base ^ byte`; no two nodes share a base, so that a cell
/// whose label is the byte belongs to the node, and a step is one load. A node below which only one literal goes on
/// is not split any further: the rest of the literal stands in `tailBytes`. A walk begins at one start and ends where no
/// literal goes on, so that starts are decided one after the other and a place in the automaton is a few bytes.
@safe
final class KeywordAutomaton: Sendable {
    /// One keyword, after normalisation.
    struct Keyword {
        var bytes: [UInt8]
        /// Which of the automaton's patterns it belongs to.
        var slot: Int
        /// Its index in that pattern's list.
        var element: Int
        var boundary: Boundary
    }

    /// The end of a keyword.
    struct Terminal: Sendable, BitwiseCopyable {
        var slot: Int32
        var element: Int32
        var boundary: Boundary
        /// Whether the keyword's last code point is a letter of a script with spaces.
        var endsInSpacedLetter: Bool
    }

    /// The keywords that end at one place.
    struct Ending: Sendable, BitwiseCopyable {
        var firstTerminal: Int32
        var terminalCount: Int32
        /// The ending nearest towards the root; -1 for none.
        var shorter: Int32
        /// The keywords' length in bytes.
        var length: Int32
    }

    /// What is left of the only literal below a node.
    struct Tail: Sendable, BitwiseCopyable {
        var start: Int32
        var length: Int32
        var ending: Int32
        /// The only literal's patterns, as an index of `slotSets`.
        var slots: Int32
    }

    /// One place of the double array.
    struct Cell: Sendable, BitwiseCopyable {
        /// Bits 0 to 7: the byte that leads here.
        ///
        /// Bit 8: in use. Bit 9: keywords end here. Bit 10: the rest is a tail.
        /// Bits 12 to 14: the boundaries of the keywords that end further down. Bits 32 to 63: base, or the tail's index.
        var bits: UInt64

        static let used: UInt64 = 1 << 8
        static let ends: UInt64 = 1 << 9
        static let tail: UInt64 = 1 << 10

        @inline(__always) var hasEnding: Bool { bits & Self.ends != 0 }
        @inline(__always) var isTail: Bool { bits & Self.tail != 0 }
        @inline(__always) var below: BoundarySet {
            BoundarySet(rawValue: UInt8(truncatingIfNeeded: bits >> 12) & 7)
        }
        @inline(__always) var base: Int { Int(bits >> 32) }
        @inline(__always)
        func isReached(by byte: UInt8) -> Bool { bits & 0x1FF == Self.used | UInt64(byte) }
    }

    /// What a byte is where starts are told from other places.
    struct ByteKind: OptionSet, Sendable, BitwiseCopyable {
        let rawValue: UInt8

        /// An ASCII letter or digit, where no keyword may begin inside a word.
        static let word = ByteKind(rawValue: 1)
        /// A byte with which no code point begins.
        static let trailing = ByteKind(rawValue: 2)

        /// Whether no keyword begins with a byte of this kind behind one of another.
        @inline(__always)
        func isNoStart(behind before: ByteKind) -> Bool {
            rawValue & (before.rawValue | Self.trailing.rawValue) != 0
        }
    }

    let cells: FixedTable<Cell>
    /// For each cell the ending there, where its bit says that there is one.
    let cellEndings: FixedTable<Int32>
    /// For each cell the patterns whose keywords end further down, as an index of `slotSets`.
    let cellSlots: FixedTable<Int32>
    let tails: FixedTable<Tail>
    let tailBytes: FixedTable<UInt8>
    let endings: FixedTable<Ending>
    let terminals: FixedTable<Terminal>
    /// Sets of patterns, each in ascending order.
    let slotSets: [[Int32]]
    /// Says which starts of a few bytes are worth a walk.
    let beginnings: KeywordBeginnings
    /// Finds the starts of keywords in longer texts; `nil` if there are no keywords.
    let filter: LiteralFilter?
    /// The length of the longest keyword in bytes.
    let longest: Int
    /// What each byte is to the one behind it.
    let byteKinds: FixedTable<ByteKind>
    /// Whether every keyword may begin anywhere.
    let isAnywhere: Bool
    /// Whether no keyword has the boundary `word`: letters of scripts without spaces are then free to begin one.
    let ignoresUnspaced: Bool

    init(_ keywords: [Keyword]) {
        var builder = KeywordAutomatonBuilder(keywords)
        builder.build()
        cells = FixedTable(builder.cells)
        cellEndings = FixedTable(builder.cellEndings)
        cellSlots = FixedTable(builder.cellSlots)
        tails = FixedTable(builder.tails)
        tailBytes = FixedTable(builder.tailBytes)
        endings = FixedTable(builder.endings)
        terminals = FixedTable(builder.terminals)
        slotSets = builder.slotSets
        beginnings = KeywordBeginnings(builder.keywords.map(\.bytes))
        longest = keywords.map(\.bytes.count).max() ?? 0
        let beginsInWords = keywords.contains { $0.boundary == .none }
        isAnywhere = keywords.allSatisfy { $0.boundary == .none }
        ignoresUnspaced = !keywords.contains { $0.boundary == .word }
        filter =
            keywords.isEmpty
            ? nil : LiteralFilter(keywords.map(\.bytes), startsOnlyAtWordEdges: !beginsInWords)
        byteKinds = FixedTable(
            (UInt32(0)..<256).map { byte in
                if byte & 0xC0 == 0x80 { return .trailing }
                let isWord =
                    byte < 0x80 && !beginsInWords && LetterTable.shared.kind(of: byte) == .spaced
                return isWord ? .word : []
            })
    }

    /// The memory of its tables in bytes.
    var byteCount: Int {
        (filter?.memory ?? 0) + cells.byteCount + cellEndings.byteCount + cellSlots.byteCount
            + tails.byteCount
            + tailBytes.byteCount
            + endings.byteCount + terminals.byteCount + beginnings.byteCount
            + slotSets.reduce(0) { $0 + 4 * $1.count }
    }
}
