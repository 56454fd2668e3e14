/// How far a long command is, on one line of a terminal that is taken away at the end; nothing where no person looks.
package struct Progress {
    private static let patience = Duration.seconds(1)
    private static let interval = Duration.milliseconds(100)

    private let total: Int
    private let noun: String
    private let write: ((String) -> Void)?
    private let began = ContinuousClock.now
    private var shown: ContinuousClock.Instant?
    private var count = 0

    /// - Parameters:
    ///   - noun: What is counted, in the plural.
    ///   - write: Puts text on the terminal; nil: there is none.
    package init(_ total: Int, _ noun: String, write: ((String) -> Void)?) {
        self.total = total
        self.noun = noun
        self.write = write
    }

    /// Progress on the standard error.
    package init(_ total: Int, _ noun: String) {
        let output = Output.error
        self.init(total, noun, write: output.isTerminal ? { output.write($0) } : nil)
    }

    /// One more is done; shown when a second has passed, and then ten times in a second at most.
    package mutating func step(at now: ContinuousClock.Instant = .now) {
        count += 1
        guard let write, now - began >= Self.patience, shown.map({ now - $0 >= Self.interval }) ?? true else {
            return
        }
        shown = now
        write("\r\(Count.grouped(count)) of \(Count.grouped(total)) \(noun)\u{1B}[K")
    }

    /// Takes the line away.
    package func finish() {
        if shown != nil { write?("\r\u{1B}[K") }
    }
}
