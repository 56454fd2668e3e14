/// The ends of sentences, as `Vicinity.sentence` defines them.
enum SentenceEnd {
    /// Marks beyond ASCII that always end a sentence: `。`, `！`, `？`, `…`, `।` and `؟`.
    private static let marks: [[UInt8]] = ["。", "！", "？", "…", "।", "؟"].map { Array($0.utf8) }

    /// Whether a sentence ends right before `offset`, which is above 0; nil where text that has not come yet decides.
    static func stands(before offset: Int, in text: UnsafeBufferPointer<UInt8>, isFinished: Bool) -> Bool? {
        let last = unsafe text[offset - 1]
        switch last {
        case UInt8(ascii: "\n"):
            return true
        case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"):
            guard offset < text.count else { return isFinished ? true : nil }
            let next = unsafe text[offset]
            if last == UInt8(ascii: ".") { return isBlank(next) }
            return !continues(next)
        case 0x80...:
            return marks.contains { mark in
                unsafe offset >= mark.count
                    && text.extracting(offset - mark.count..<offset).elementsEqual(mark)
            }
        default:
            return false
        }
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || 0x09...0x0D ~= byte
    }

    /// Whether a `!` or `?` before this byte is one inside a word, an address or a program.
    private static func continues(_ byte: UInt8) -> Bool {
        0x30...0x39 ~= byte || 0x61...0x7A ~= byte | 0x20 || byte == UInt8(ascii: "=")
    }
}
