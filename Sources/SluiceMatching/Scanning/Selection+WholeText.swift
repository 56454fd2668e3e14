extension Selection {
    /// What a search of a whole text found.
    package struct Found: Sendable {
        /// The matches, those of a pattern in the order of the text.
        package var matches: [Match] = []
        /// The patterns whose hits exceptions have taken away, each as often as it happened.
        package var exceptions: [Int] = []

        package var isEmpty: Bool { matches.isEmpty && exceptions.isEmpty }
    }

    /// Searches a text that is there whole; finds what a `StreamScanner` finds that gets it in one piece.
    ///
    /// Why it exists: a scanner keeps a normalised copy of the text for each group of patterns, since more may come. Here the
    /// groups search one after the other in one memory, which the caller keeps for the next text; most texts hold nothing,
    /// and then nothing is allocated.
    ///
    /// - Parameters:
    ///   - text: At most `wholeTextLimit` bytes; longer ones are the scanner's, which takes them in parts.
    ///   - circumstances: What holds of where the text comes from.
    ///   - memory: Of no meaning before and afterwards.
    package func search(
        _ text: Span<UInt8>, under circumstances: Circumstances = Circumstances(), memory: inout [UInt8]
    ) -> Found {
        var found = Found()
        unsafe text.withUnsafeBufferPointer { bytes in
            // The beginning of a code point whose rest never comes is given by itself, as by the scanner.
            let end = unsafe bytes.count - UTF8Codec.incompleteTail(of: bytes)
            for index in 0..<groups.count {
                let group = unsafe tables.start + index
                var scanner = GroupScanner(memory: &memory)
                unsafe scanner.take(bytes.extracting(0..<end), group)
                if end < bytes.count { unsafe scanner.take(bytes.extracting(end..<bytes.count), group) }
                unsafe scanner.scan(group, isFinished: true, under: circumstances, into: &found.matches)
                scanner.giveBack(&memory)
            }
        }
        guard !found.matches.isEmpty else { return found }
        var log = ExceptionLog()
        log.take(from: &found.matches, from: 0)
        found.exceptions = log.patterns
        return found
    }

    /// The longest text that `search` takes, in bytes.
    package static var wholeTextLimit: Int { StreamScanner.partLength }
}
