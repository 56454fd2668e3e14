/// Finds where the tokens of a JSON text end (RFC 8259), and refuses what is none.
///
/// A few words to keep in registers. Every offset that is read has been compared with `count` before.
@safe struct JSONLexer {
    let base: UnsafePointer<UInt8>
    let count: Int
    let options: JSONOptions

    /// The byte at an offset below `count`.
    @inline(__always)
    func byte(_ index: Int) -> UInt8 {
        assert(index >= 0 && index < count)
        return unsafe base[index]
    }

    /// The first byte from `start` on that is no blank.
    @inline(__always)
    func skipBlanks(_ start: Int) -> Int {
        var index = start
        while index < count {
            let next = byte(index)
            guard next <= 0x20, next == 0x20 || next == 0x0a || next == 0x0d || next == 0x09 else { break }
            index += 1
        }
        return index
    }

    /// Where the text begins.
    func afterByteOrderMark() -> Int {
        guard options.allowsByteOrderMark, count >= 3 else { return 0 }
        return byte(0) == 0xef && byte(1) == 0xbb && byte(2) == 0xbf ? 3 : 0
    }
}
