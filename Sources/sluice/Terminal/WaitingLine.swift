/// What a command waits for, on one line of a terminal that is taken away at the end; nothing where no person looks.
package struct WaitingLine {
    private let write: ((String) -> Void)?

    /// - Parameter write: Puts text on the terminal; nil: there is none.
    package init(write: ((String) -> Void)?) {
        self.write = write
    }

    /// A line on the standard error.
    package init() {
        let output = Output.error
        self.init(write: output.isTerminal ? { output.write($0) } : nil)
    }

    /// Whether a person may look.
    var isSeen: Bool { write != nil }

    /// Puts a text in place of the one before.
    package func show(_ text: String) {
        write?("\r\(PlainLine.of(text))\u{1B}[K")
    }

    /// Takes the line away.
    package func finish() {
        write?("\r\u{1B}[K")
    }
}
