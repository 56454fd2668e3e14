/// A check of the matched text that no regex can do.
///
/// A validator is a pure function of the captured text after normalisation.
package enum Validator: Sendable, Hashable {
    /// The mod 10 checksum of payment cards (ISO/IEC 7812-1 annex B); separators are ignored.
    case luhn
    /// A resident identity number of 18 characters: GB 11643 date and ISO 7064 MOD 11-2 check character.
    case cnID18
    /// An account number whose ISO 7064 MOD 97-10 check holds (ISO 13616-1); spaces are ignored.
    case iban
    /// Four decimal numbers of 0 to 255, without leading zeros, with dots between them.
    case ipv4
    /// An address whose part after the last `@` is a plausible public host name.
    case emailDomain
    /// Three base64url parts of which the first is a JSON object with an `alg` member (RFC 7515 section 3.1).
    case jwt
    /// A Shannon entropy of at least so many bits per character.
    case entropy(minimumBitsPerCharacter: Double)
}
