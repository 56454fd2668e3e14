/// How something is measured.
package struct BenchPlan: Sendable {
    /// The bytes of a piece.
    package var pieceLength: Int
    /// The bytes of a stream; 0 means that the text is one stream.
    package var streamLength: Int
    /// How often everything is measured.
    package var rounds: Int
    /// Whether every rule is measured alone, too.
    package var perRule: Bool
    /// The processor time to be spent, in seconds; every measure scans at least one text in every round.
    package var seconds: Int

    package init(pieceLength: Int, streamLength: Int, rounds: Int, perRule: Bool, seconds: Int) {
        self.pieceLength = pieceLength
        self.streamLength = streamLength
        self.rounds = rounds
        self.perRule = perRule
        self.seconds = seconds
    }
}
