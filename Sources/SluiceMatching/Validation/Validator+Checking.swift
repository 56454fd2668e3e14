extension Validator {
    /// Whether the captured text, after normalisation, passes.
    package func accepts(_ text: Span<UInt8>) -> Bool {
        switch self {
        case .luhn: LuhnCheck.accepts(text)
        case .cnID18: ResidentNumberCheck.accepts(text)
        case .iban: AccountNumberCheck.accepts(text)
        case .ipv4: AddressCheck.accepts(text)
        case .emailDomain: MailDomainCheck.accepts(text)
        case .jwt: TokenCheck.accepts(text)
        case .entropy(let minimum): EntropyCheck.bitsPerCharacter(of: text) >= minimum
        }
    }
}
