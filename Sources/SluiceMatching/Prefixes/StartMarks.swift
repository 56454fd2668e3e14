/// The starts of a text that a `StartFilter` has let pass, a bit each.
@unsafe
struct StartMarks {
    /// The word of the starts from `from` on, and those behind it.
    let words: UnsafePointer<UInt64>
    /// The first start that has a bit.
    let from: Int

    /// The first start that passed at or after `start`; `end` or a later one if there is none before `end`.
    @inline(__always)
    func next(from start: Int, to end: Int) -> Int {
        let offset = unsafe start &- from
        var index = offset &>> 6
        let word = unsafe words[index] &>> UInt64(truncatingIfNeeded: offset & 63)
        if word != 0 { return start &+ word.trailingZeroBitCount }
        let last = unsafe (end &- 1 &- from) &>> 6
        while index < last {
            index &+= 1
            let word = unsafe words[index]
            if word != 0 { return unsafe from &+ index &<< 6 &+ word.trailingZeroBitCount }
        }
        return end
    }
}
