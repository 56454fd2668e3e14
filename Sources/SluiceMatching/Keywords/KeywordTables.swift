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
    let beginnings: KeywordBeginnings.Bitmap
    /// The length of the longest keyword in bytes.
    let longest: Int
    /// What each byte is for those behind it: an option of `KeywordAutomaton.ByteKind`.
    let byteKinds: UnsafePointer<KeywordAutomaton.ByteKind>
    /// Whether every keyword may begin anywhere.
    let isAnywhere: Bool
    /// Whether what stands before a start matters only if the start is a letter of a script with spaces.
    let ignoresUnspaced: Bool
    let letters: UnsafePointer<LetterKind>

    init(_ automaton: KeywordAutomaton) {
        unsafe cells = automaton.cells.start
        unsafe cellEndings = automaton.cellEndings.start
        unsafe cellSlots = automaton.cellSlots.start
        unsafe tails = automaton.tails.start
        unsafe tailBytes = automaton.tailBytes.start
        unsafe endings = automaton.endings.start
        unsafe terminals = automaton.terminals.start
        unsafe beginnings = automaton.beginnings.bitmap
        unsafe longest = automaton.longest
        unsafe byteKinds = automaton.byteKinds.start
        unsafe isAnywhere = automaton.isAnywhere
        unsafe ignoresUnspaced = automaton.ignoresUnspaced
        unsafe letters = LetterTable.kinds
    }
}
