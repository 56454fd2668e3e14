import SluicePipeline
import Testing

struct ClientKeyTests {
    private static func key() -> ClientKey {
        var generator = SystemRandomNumberGenerator()
        return ClientKey(using: &generator)
    }

    @Test func aKeyIsRecognisedAndNoTwoAreTheSame() {
        let keys = (0..<100).map { _ in Self.key() }
        #expect(Set(keys.map(\.text)).count == 100)
        #expect(keys.allSatisfy { $0.text.hasPrefix("slk_") && $0.text.utf8.count == 62 })
        #expect(keys.allSatisfy { ClientKey.shape(of: $0.text.utf8) == .intact })
    }

    @Test func everyChangedCharacterIsNoticed() {
        let text = Array(Self.key().text.utf8)
        for index in 4..<text.count - 1 {
            var changed = text
            changed[index] = changed[index] == UInt8(ascii: "a") ? UInt8(ascii: "b") : UInt8(ascii: "a")
            #expect(ClientKey.shape(of: changed) == .damaged, "at \(index)")
        }
        for length in 4..<text.count { #expect(ClientKey.shape(of: text[..<length]) == .damaged) }
        #expect(ClientKey.shape(of: text + text) == .damaged)
    }

    @Test(arguments: ["", "sk-abc", "slk", "SLK_abc", "AIzaSy"])
    func aProvidersKeyIsForeign(text: String) {
        #expect(ClientKey.shape(of: text.utf8) == .foreign)
    }

    @Test func aDigestIsWrittenAndReadAndSaysNothingOfTheKey() throws {
        let key = Self.key()
        let digest = key.digest
        #expect(KeyDigest(digest.text) == digest)
        #expect(digest.text.hasPrefix("sha256:" + digest.shortName))
        #expect(digest != Self.key().digest)
        // FIPS 180-4, the digest of "abc".
        let known = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        #expect(KeyDigest(of: "abc".utf8).text == known)
    }

    @Test(arguments: ["", "sha256:", "sha256:00", "md5:" + String(repeating: "0", count: 64)])
    func anythingElseIsNoDigest(text: String) {
        #expect(KeyDigest(text) == nil)
        #expect(KeyDigest("sha256:" + String(repeating: "g", count: 64)) == nil)
    }

    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0), ("1970-01-01", 86_400_000), ("2024-02-29T12:30:15Z", 1_709_209_815_000),
        ("2026-12-31T23:59:59Z", 1_798_761_599_000), ("2100-03-01T00:00:00Z", 4_107_542_400_000),
    ])
    func aDateIsReadAsUTC(text: String, milliseconds: Int) {
        #expect(Moment(text)?.milliseconds == milliseconds)
        if text.count == 20 { #expect(Moment(text)?.text == text) }
    }

    @Test(arguments: [
        "", "2026", "2026-13-01", "2025-02-29", "2026-00-10", "2026-01-32", "26-01-01",
        "2026-01-01T24:00:00Z",
        "2026-01-01T00:00:00", "2026-01-01 00:00:00Z", "tomorrow!!",
    ])
    func whatIsNoDateIsRefused(text: String) {
        #expect(Moment(text) == nil)
    }
}
