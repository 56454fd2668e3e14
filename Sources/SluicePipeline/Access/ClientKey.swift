internal import Crypto

/// A key that a team's member gets: `slk_` and 58 characters, 256 random bits and a checksum over them.
///
/// The prefix lets secret scanners and people see whose key it is; the checksum tells a key that was cut or mistyped
/// from one that isn't known, without asking anybody. It is shown once and never kept: see `KeyDigest`.
package struct ClientKey: Sendable {
    /// What a text is that stands where a key is expected.
    package enum Shape: Sendable {
        /// Not one of these keys: a provider's.
        case foreign
        /// One of these keys that was cut or mistyped.
        case damaged
        /// A whole key; whether anybody has it is another question.
        case intact
    }

    /// How every key begins.
    package static let prefix = "slk_"

    /// The key.
    package let text: String

    /// Makes a key out of 256 random bits.
    ///
    /// - Parameter generator: Has to be fit for secrets, as the system's is.
    package init(using generator: inout some RandomNumberGenerator) {
        var bytes: [UInt8] = []
        for _ in 0..<4 {
            let word = UInt64.random(in: .min ... .max, using: &generator)
            for shift in stride(from: 56, through: 0, by: -8) {
                bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(shift)))
            }
        }
        text = Self.prefix + String(decoding: Self.encode(bytes + Self.checksum(bytes[...])), as: UTF8.self)
    }

    /// What is kept of it.
    package var digest: KeyDigest { KeyDigest(of: text.utf8) }

    /// What a text is.
    package static func shape(of text: some Collection<UInt8>) -> Shape {
        guard text.starts(with: prefix.utf8) else { return .foreign }
        let characters = text.dropFirst(prefix.utf8.count)
        guard characters.count == length, let bytes = decode(characters),
            checksum(bytes[..<32]).elementsEqual(bytes[32...])
        else { return .damaged }
        return .intact
    }

    /// Base 32 of 36 bytes.
    private static let length = 58
    private static let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)

    private static func checksum(_ bytes: ArraySlice<UInt8>) -> some Sequence<UInt8> {
        SHA256.hash(data: Array(prefix.utf8) + bytes).prefix(4)
    }

    private static func encode(_ bytes: [UInt8]) -> [UInt8] {
        var text: [UInt8] = []
        var bits: UInt32 = 0
        var count: UInt32 = 0
        for byte in bytes {
            bits = bits << 8 | UInt32(byte)
            count += 8
            while count >= 5 {
                count -= 5
                text.append(alphabet[Int(bits >> count & 31)])
            }
        }
        if count > 0 { text.append(alphabet[Int(bits << (5 - count) & 31)]) }
        return text
    }

    /// The bytes of a text of the right length; nil when another character stands in it.
    private static func decode(_ text: some Collection<UInt8>) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(length * 5 / 8)
        var bits: UInt32 = 0
        var count: UInt32 = 0
        for character in text {
            guard let value = value(of: character) else { return nil }
            bits = bits << 5 | value
            count += 5
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> count))
            }
        }
        return bytes
    }

    /// The five bits that a character of the alphabet stands for.
    private static func value(of character: UInt8) -> UInt32? {
        switch character {
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(character - UInt8(ascii: "a"))
        case UInt8(ascii: "2")...UInt8(ascii: "7"): UInt32(character - UInt8(ascii: "2") + 26)
        default: nil
        }
    }
}
