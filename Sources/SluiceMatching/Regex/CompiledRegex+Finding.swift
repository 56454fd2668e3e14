extension CompiledRegex {
    /// Whether there is a match in `text`, taken by itself; giving up counts as none.
    func finds(in text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let start = text.baseAddress else { return false }
        let answer = unsafe MatchScratch.current.search(
            code, in: start, count: text.count, from: 0, options: [])
        if case .match = answer { return true }
        return false
    }
}
