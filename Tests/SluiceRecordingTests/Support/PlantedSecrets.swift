import SluiceRecording

/// Invented secrets of many kinds.
struct PlantedSecrets {
    var generator: SeededGenerator

    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
    }

    private static let letters = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
    private static let digits = Array("0123456789")

    private mutating func random(_ count: Int, of alphabet: [Character] = letters) -> String {
        String((0..<count).map { _ in alphabet.randomElement(using: &generator) ?? "x" })
    }

    /// A secret and a text in which it stands.
    mutating func next(_ kind: Int) -> (secret: String, text: String) {
        switch kind % 14 {
        case 0: return plain("sk-ant-api03-" + random(84), "use ")
        case 1: return plain("ghp_" + random(36), "token: ")
        case 2: return plain("AK" + "IA" + random(16, of: Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")), "id ")
        case 3:
            let password = random(14)
            return (password, "postgres://app:\(password)@db.internal/x")
        case 4: return plain("eyJhbGciOiJIUzI1NiJ9." + random(60) + "." + random(43), "")
        case 5: return plain(card(), "my card is ")
        case 6: return plain(account(), "IBAN ")
        case 7: return plain(resident(), "身份证")
        case 8:
            return plain(
                "1" + String(Int.random(in: 3...9, using: &generator)) + random(9, of: Self.digits), "电话")
        case 9:
            return plain(
                random(9).lowercased() + "." + random(5).lowercased() + "@mail-house.org", "write to ")
        case 10:
            let value = random(24)
            return (value, "api_key = \(value)")
        case 11:
            let key = "MIIE" + random(60) + "/" + random(60) + "+" + random(20)
            return (key, "-----BEGIN PRIVATE KEY-----\n\(key)\n-----END PRIVATE KEY-----")
        case 12: return plain("xoxb-" + random(11, of: Self.digits) + "-" + random(24), "slack ")
        default:
            let value = random(40)
            return (value, "Authorization: Bearer \(value)")
        }
    }

    private func plain(_ secret: String, _ before: String) -> (String, String) { (secret, before + secret) }

    private mutating func card() -> String {
        let digits = [4] + (0..<14).map { _ in Int.random(in: 0...9, using: &generator) }
        let sum = digits.reversed().enumerated().reduce(0) { sum, item in
            let value = item.offset.isMultiple(of: 2) ? item.element * 2 : item.element
            return sum + value - (value > 9 ? 9 : 0)
        }
        return (digits + [(10 - sum % 10) % 10]).map(String.init).joined()
    }

    private mutating func account() -> String {
        let account = random(18, of: Self.digits)
        let rest = (account + "131400").reduce(0) { ($0 * 10 + ($1.wholeNumberValue ?? 0)) % 97 }
        let check = 98 - rest
        return "DE" + (check < 10 ? "0" : "") + String(check) + account
    }

    private mutating func resident() -> String {
        let digits = Array("11010519" + "79" + "0412" + random(3, of: Self.digits)).compactMap(
            \.wholeNumberValue)
        let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
        let sum = zip(digits, weights).reduce(0) { $0 + $1.0 * $1.1 }
        return digits.map(String.init).joined() + String(Array("10X98765432")[sum % 11])
    }
}
