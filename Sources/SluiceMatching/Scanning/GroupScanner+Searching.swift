extension GroupScanner {
    /// Above this many new bytes PCRE2's own search for a first byte is faster than a look at each byte here.
    private static let longestGatedText = 64

    /// Advances the keywords over what is there.
    mutating func scanKeywords(
        of group: ScanGroup, _ view: ScanView, _ undecided: inout Undecided, into matches: inout [Match]
    ) {
        for index in keywords.indices {
            unsafe KeywordScan(view: view, keywords: group.keywords[index]).advance(
                &keywords[index], into: &matches)
            let position = keywords[index].position
            undecided.all = min(undecided.all, position)
            if group.keywords[index].isDeciding { undecided.deciding = min(undecided.deciding, position) }
        }
    }

    /// Advances the regexes that have something to search.
    mutating func scanRegexes(
        of group: ScanGroup, _ view: ScanView, _ undecided: inout Undecided, into matches: inout [Match]
    ) {
        for word in held.indices {
            var awake = unsafe wake(word, group, view)
            while awake != 0 {
                let bit = awake & (0 &- awake)
                let index = word << 6 | awake.trailingZeroBitCount
                awake ^= bit
                if held[word] & bit == 0 { regexes[index].position = scanned }
                unsafe RegexScan(view: view, call: group.calls[index], group: group, index: index).advance(
                    &regexes[index], into: &matches)
                let position = regexes[index].position
                if unsafe position < view.end || regexes[index].isExhausted {
                    held[word] |= bit
                    undecided.all = min(undecided.all, position)
                    if group.deciding[word] & bit != 0 {
                        undecided.deciding = min(undecided.deciding, position)
                    }
                } else {
                    held[word] &= ~bit
                }
            }
        }
    }

    /// The regexes of a word of the set that are held or that the new text wakes.
    private func wake(_ word: Int, _ group: ScanGroup, _ view: ScanView) -> UInt64 {
        let every = group.everyRegex[word]
        if unsafe view.end - scanned > Self.longestGatedText { return every }
        var awake = held[word]
        for offset in scanned..<max(scanned, unsafe view.end) where awake != every {
            awake |= unsafe group.wakes[Int(view.bytes[offset - view.base]) * group.words + word]
        }
        return awake
    }
}
