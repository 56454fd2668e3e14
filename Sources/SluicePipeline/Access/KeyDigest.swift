internal import Crypto

/// The SHA-256 of a client's key: all that is kept of it.
///
/// A fast hash is enough, and a slow one would only help an attacker to keep the proxy busy: slow hashes make guessing
/// passwords dear, and a key of 256 random bits can't be guessed however fast each guess is.
package struct KeyDigest: Hashable, Sendable {
    private let words: SIMD4<UInt64>

    /// The digest of a key's text.
    package init(of key: some Sequence<UInt8>) {
        words = Self.words(SHA256.hash(data: Array(key)))
    }

    /// Reads `sha256:` and 64 hexadecimal digits.
    package init?(_ text: String) {
        guard text.hasPrefix(Self.scheme) else { return nil }
        let digits = Array(text.utf8.dropFirst(Self.scheme.utf8.count))
        guard digits.count == 64 else { return nil }
        var bytes: [UInt8] = []
        for index in stride(from: 0, to: 64, by: 2) {
            guard let high = Self.value(digits[index]), let low = Self.value(digits[index + 1]) else {
                return nil
            }
            bytes.append(high << 4 | low)
        }
        words = Self.words(bytes)
    }

    /// The digest as the clients' file has it.
    package var text: String { Self.scheme + (0..<4).map { Self.hexadecimal(words[$0]) }.joined() }

    /// What a key is called in listings and messages: the first 8 digits of its digest, which say nothing of it.
    package var shortName: String { String(Self.hexadecimal(words[0]).prefix(8)) }

    /// By what keys are told apart before they are compared; whoever guesses at it would have to invert SHA-256.
    var index: UInt64 { words[0] }

    /// Whether two digests are the same, in a time that doesn't tell where they differ.
    package static func == (left: KeyDigest, right: KeyDigest) -> Bool {
        let difference = left.words ^ right.words
        return difference[0] | difference[1] | difference[2] | difference[3] == 0
    }

    private static let scheme = "sha256:"

    private static func words(_ bytes: some Sequence<UInt8>) -> SIMD4<UInt64> {
        var words = SIMD4<UInt64>()
        for (index, byte) in bytes.enumerated() {
            words[index / 8] = words[index / 8] << 8 | UInt64(byte)
        }
        return words
    }

    private static func hexadecimal(_ word: UInt64) -> String {
        let digits = String(word, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    private static func value(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}
