internal import SluiceMatching

/// One scan of one text, by the thread's processor clock.
struct AdversaryRun {
    /// How the text arrives.
    enum Arrival {
        /// All of it, known to be all.
        case whole
        /// All of it at once, and then its end.
        case stream
        /// Pieces of so many bytes.
        case pieces(Int)
    }

    let nanoseconds: Int
    /// How often PCRE2 gave up.
    let limits: Int
    /// The hits that are there only because PCRE2 gave up.
    let limitHits: Int
    /// All hits, in the order in which they were decided.
    let matches: [Match]

    init(_ text: [UInt8], _ selection: Selection, pattern: Int, _ arrival: Arrival) {
        var matches: [Match] = []
        let begin = ProcessorTime.ofThread
        var scanner = StreamScanner(selection)
        switch arrival {
        case .whole:
            scanner.finish(with: text.span, into: &matches)
        case .stream:
            scanner.append(text.span, into: &matches)
            scanner.finish(into: &matches)
        case .pieces(let length):
            for start in stride(from: 0, to: text.count, by: length) {
                scanner.append(text.span.extracting(start..<min(start + length, text.count)), into: &matches)
            }
            scanner.finish(into: &matches)
        }
        nanoseconds = ProcessorTime.ofThread.nanoseconds(since: begin)
        limits = scanner.limitCount(of: pattern)
        limitHits = matches.count { $0.isLimit }
        self.matches = matches
    }
}
