extension CodePointClass {
    /// What PCRE2 matches by `\d`, `\w` and so on without `PCRE2_UCP`; `nil` for another letter.
    ///
    /// Source: pcre2pattern(3), "Generic character types".
    static func type(_ letter: UInt8) -> CodePointClass? {
        switch letter {
        case UInt8(ascii: "d"): digit
        case UInt8(ascii: "D"): digit.inverted
        case UInt8(ascii: "w"): word
        case UInt8(ascii: "W"): word.inverted
        case UInt8(ascii: "s"): space
        case UInt8(ascii: "S"): space.inverted
        case UInt8(ascii: "h"): horizontalSpace
        case UInt8(ascii: "H"): horizontalSpace.inverted
        case UInt8(ascii: "v"): verticalSpace
        case UInt8(ascii: "V"): verticalSpace.inverted
        default: nil
        }
    }

    /// The code point that `\n` and so on stand for; `nil` for another letter.
    static func control(_ letter: UInt8) -> UInt32? {
        switch letter {
        case UInt8(ascii: "a"): 0x07
        case UInt8(ascii: "e"): 0x1B
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "t"): 0x09
        default: nil
        }
    }

    /// Whether a backslash takes every meaning but its own from this byte.
    static func isPlainWhenEscaped(_ byte: UInt8) -> Bool {
        !(0x30...0x39 ~= byte || 0x61...0x7A ~= byte | 0x20)
    }

    private static let digit = CodePointClass([0x30...0x39])
    private static let word = CodePointClass([0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
    private static let space = CodePointClass([0x09...0x0D, 0x20...0x20])
    private static let horizontalSpace = CodePointClass([
        0x09...0x09, 0x20...0x20, 0xA0...0xA0, 0x1680...0x1680, 0x180E...0x180E, 0x2000...0x200A,
        0x202F...0x202F, 0x205F...0x205F, 0x3000...0x3000,
    ])
    private static let verticalSpace = CodePointClass([0x0A...0x0D, 0x85...0x85, 0x2028...0x2029])
}
