/// FNV-1a over 128 bits: tells sets apart, and protects against nothing.
package struct Digest {
    private var state: UInt128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d

    package init() {}

    /// Takes in a piece and its length, so that moving a byte from one file to the next shows.
    package mutating func append(_ bytes: some Collection<UInt8>) {
        for byte in bytes { take(byte) }
        withUnsafeBytes(of: UInt64(bytes.count).littleEndian) { for byte in $0 { take(byte) } }
    }

    /// Takes in a value with all values in it, whatever its place.
    mutating func append(_ node: ConfigNode) {
        switch node.content {
        case .scalar(let text, let style):
            take(style == .plain ? 0 : 1)
            append(text.utf8)
        case .sequence(let elements):
            take(2)
            for element in elements { append(element) }
            take(3)
        case .mapping(let members):
            take(4)
            for member in members {
                append(member.key.utf8)
                append(member.value)
            }
            take(5)
        }
    }

    /// 32 hexadecimal digits.
    package var text: String {
        let digits = String(state, radix: 16)
        return String(repeating: "0", count: 32 - digits.count) + digits
    }

    private mutating func take(_ byte: UInt8) {
        state = (state ^ UInt128(byte)) &* 0x0000_0000_0100_0000_0000_0000_0000_013b
    }
}
