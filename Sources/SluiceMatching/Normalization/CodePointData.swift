/// The generated data of this folder, and the reader of its form.
///
/// `generate-tables.py` documents the form: ASCII tokens, because a string literal compiles and loads at once where an
/// array literal of thousands of elements takes the compiler minutes.
enum CodePointData {
    /// One token: `count` code points from `first`, `stride` apart.
    struct Entry {
        var first: UInt32
        var count: UInt32
        var stride: UInt32
        /// What the first becomes; the others keep their distance from it.
        ///
        /// Empty where they vanish.
        var target: [UInt32]
    }

    /// The entries of a generated table in the order of their code points.
    static func entries(of table: StaticString) -> [Entry] {
        var result: [Entry] = []
        var last: UInt32 = 0
        let bytes = table.withUTF8Buffer { unsafe Array($0) }
        for token in bytes.split(separator: UInt8(ascii: " ")) {
            let entry = entry(token, after: last)
            last = entry.first + entry.stride * (entry.count - 1)
            result.append(entry)
        }
        return result
    }

    /// Reads `D`, then `+N` or `*N`, then `:T` or `=T,T`.
    private static func entry(_ token: some Sequence<UInt8>, after last: UInt32) -> Entry {
        var numbers: [UInt32] = [0]
        var entry = Entry(first: 0, count: 1, stride: 1, target: [])
        var hasCount = false
        for byte in token {
            switch byte {
            case UInt8(ascii: "+"), UInt8(ascii: "*"):
                entry.stride = byte == UInt8(ascii: "*") ? 2 : 1
                hasCount = true
                numbers.append(0)
            case UInt8(ascii: ":"), UInt8(ascii: "="), UInt8(ascii: ","):
                numbers.append(0)
            default:
                let digit = UInt32(byte > 0x39 ? byte &- 0x57 : byte &- 0x30)
                numbers[numbers.count - 1] = numbers[numbers.count - 1] << 4 | digit
            }
        }
        entry.first = last + numbers.removeFirst()
        if hasCount { entry.count = numbers.removeFirst() }
        // `D=` and `D+N=` end in an empty target; no code point becomes U+0000.
        entry.target = numbers == [0] ? [] : numbers
        return entry
    }
}
