extension GroupScanner {
    /// Above this many new bytes the bytes that occur are collected first.
    private static let longestShortText = 64

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
        let start = unsafe scanned - view.base
        let fresh = unsafe view.bytes.extracting(min(start, view.bytes.count)..<view.bytes.count)
        let occurring =
            !held.isEmpty && fresh.count > Self.longestShortText ? unsafe ByteSet(occurringIn: fresh) : nil
        for word in held.indices {
            var awake = held[word]
            awake |= unsafe wake(word, group, fresh, occurring, view.isFinished)
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

    /// The regexes of a word of the set that the new text wakes: a match can begin in it.
    ///
    /// Exact: a regex that isn't held has no undecided start before the new text, and no start in it if none of its
    /// first bytes occurs. At the end of the text a byte that every match holds must occur as well.
    private func wake(
        _ word: Int, _ group: ScanGroup, _ fresh: UnsafeBufferPointer<UInt8>, _ occurring: ByteSet?,
        _ isFinished: Bool
    ) -> UInt64 {
        if let occurring {
            let awake = occurring.union(of: group.wakes, from: word, stride: group.words)
            guard isFinished, awake != 0 else { return awake }
            return awake & occurring.union(of: group.satisfies, from: word, stride: group.words)
        }
        let every = group.everyRegex[word]
        var awake: UInt64 = 0
        for index in fresh.indices where awake != every {
            awake |= unsafe group.wakes[Int(fresh[index]) * group.words + word]
        }
        return awake
    }
}
