/// Where the tables of a `KeywordAutomaton` stand, without any reference to count.
///
/// The automaton outlives it: a scanner holds the selection, and that the automaton. Threads share it because
/// a `FixedTable` never changes.
@unsafe
struct KeywordTables: BitwiseCopyable, @unchecked Sendable {
    let cells: UnsafePointer<KeywordAutomaton.Cell>
    let cellEndings: UnsafePointer<Int32>
    let cellSlots: UnsafePointer<Int32>
    let tails: UnsafePointer<KeywordAutomaton.Tail>
    let tailBytes: UnsafePointer<UInt8>
    let endings: UnsafePointer<KeywordAutomaton.Ending>
    let terminals: UnsafePointer<KeywordAutomaton.Terminal>
    let pairs: UnsafePointer<UInt64>
    /// The length of the longest keyword in bytes.
    let longest: Int
    /// For each byte 1 if it is an ASCII letter or digit and no keyword may begin inside a word; 0 otherwise.
    let wordBytes: UnsafePointer<UInt8>
    /// Whether every keyword may begin anywhere.
    let isAnywhere: Bool
    let letters: UnsafePointer<LetterKind>

    init(_ automaton: KeywordAutomaton) {
        unsafe cells = automaton.cells.start
        unsafe cellEndings = automaton.cellEndings.start
        unsafe cellSlots = automaton.cellSlots.start
        unsafe tails = automaton.tails.start
        unsafe tailBytes = automaton.tailBytes.start
        unsafe endings = automaton.endings.start
        unsafe terminals = automaton.terminals.start
        unsafe pairs = automaton.pairs.start
        unsafe longest = automaton.longest
        unsafe wordBytes = automaton.wordBytes.start
        unsafe isAnywhere = automaton.isAnywhere
        unsafe letters = LetterTable.kinds
    }

    /// Whether a keyword may begin with these two bytes.
    @inline(__always)
    func mayBegin(_ first: UInt8, _ second: UInt8) -> Bool {
        unsafe pairs[Int(first) << 2 | Int(second >> 6)] & 1 << UInt64(second & 63) != 0
    }

    /// Whether a keyword may begin with this byte.
    @inline(__always)
    func mayBegin(_ first: UInt8) -> Bool {
        let row = unsafe pairs + Int(first) << 2
        return unsafe row[0] | row[1] | row[2] | row[3] != 0
    }
}
