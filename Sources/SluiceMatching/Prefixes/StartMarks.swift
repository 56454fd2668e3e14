import CStartFilter

/// The starts of a text that a `StartFilter` has let pass, a bit each.
@unsafe
struct StartMarks {
    /// The word of the starts from `from` on, and those behind it.
    let words: UnsafePointer<UInt64>
    /// The first start that has a bit.
    let from: Int

    /// The first start that passed at or after `start`; `end` if there is none before.
    @inline(__always)
    func next(from start: Int, to end: Int) -> Int {
        let offset = unsafe start &- from
        var index = offset &>> 6
        let word = unsafe words[index] &>> UInt64(truncatingIfNeeded: offset & 63)
        if word != 0 { return min(start &+ word.trailingZeroBitCount, end) }
        let last = unsafe (end &- 1 &- from) &>> 6
        while index < last {
            index &+= 1
            let word = unsafe words[index]
            if word != 0 { return unsafe min(from &+ index &<< 6 &+ word.trailingZeroBitCount, end) }
        }
        return end
    }
}

extension StartMarks {
    /// Asks a filter for the marks of a text.
    ///
    /// - Parameters:
    ///   - text: What comes from `from` on.
    ///   - words: Room for a word for each 64 starts that were begun, and one behind them: whoever reads 64 marks from any
    ///     start on reads that too.
    init(
        by filter: UnsafePointer<start_filter>, in text: UnsafeBufferPointer<UInt8>, from: Int,
        into words: UnsafeMutablePointer<UInt64>
    ) {
        if let bytes = text.baseAddress {
            unsafe start_filter_mark(
                filter, bytes, text.count, words, StartFilter.Implementation.best.code)
        }
        unsafe words[(text.count + 63) / 64] = 0
        unsafe self.init(words: words, from: from)
    }
}
