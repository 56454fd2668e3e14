/// How far a long command is, on a line that is there only while it lasts.
package struct Progress {
    private static let patience = Duration.seconds(1)
    private static let interval = Duration.milliseconds(100)

    private let total: Int
    private let noun: String
    private let line: WaitingLine
    private let began = ContinuousClock.now
    private var shown: ContinuousClock.Instant?
    private var count = 0

    /// - Parameters:
    ///   - noun: What is counted, in the plural.
    ///   - line: Where it is shown.
    package init(_ total: Int, _ noun: String, on line: WaitingLine = WaitingLine()) {
        self.total = total
        self.noun = noun
        self.line = line
    }

    /// One more is done; shown when a second has passed, and then ten times in a second at most.
    package mutating func step(at now: ContinuousClock.Instant = .now) {
        count += 1
        guard line.isSeen, now - began >= Self.patience,
            shown.map({ now - $0 >= Self.interval }) ?? true
        else { return }
        shown = now
        line.show("\(Count.grouped(count)) of \(Count.grouped(total)) \(noun)")
    }

    /// Takes the line away.
    package func finish() {
        if shown != nil { line.finish() }
    }
}
