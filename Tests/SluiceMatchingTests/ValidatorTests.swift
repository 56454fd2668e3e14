import SluiceMatching
import Testing

/// What each validator accepts.
struct ValidatorTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var validator: Validator
        var text: String
        var isAccepted: Bool

        init(_ validator: Validator, _ text: String, _ isAccepted: Bool) {
            self.validator = validator
            self.text = text
            self.isAccepted = isAccepted
        }

        var testDescription: String { "\(validator) \(text)" }
    }

    @Test(arguments: [
        Case(.luhn, "4111 1111 1111 1111", true), Case(.luhn, "4111-1111-1111-1111", true),
        Case(.luhn, "4111111111111112", false), Case(.luhn, "378282246310005", true),
        Case(.luhn, "0000000000000000", false), Case(.luhn, "4111x1111", false), Case(.luhn, "", false),
        Case(.cnID18, "11010519491231002X", true), Case(.cnID18, "11010519491231002x", true),
        Case(.cnID18, "110105194912310021", false), Case(.cnID18, "11010519491331002X", false),
        Case(.cnID18, "440524188001010014", false), Case(.cnID18, "11010519491231002", false),
        Case(.cnID18, "字字字字字字", false),
        Case(.iban, "GB82 WEST 1234 5698 7654 32", true), Case(.iban, "de89370400440532013000", true),
        Case(.iban, "GB82 WEST 1234 5698 7654 33", false), Case(.iban, "8282WEST12345698765432", false),
        Case(.iban, "GB82", false),
        Case(.ipv4, "192.168.0.1", true), Case(.ipv4, "0.0.0.0", true), Case(.ipv4, "255.255.255.255", true),
        Case(.ipv4, "256.1.1.1", false), Case(.ipv4, "01.1.1.1", false), Case(.ipv4, "1.1.1", false),
        Case(.ipv4, "1.1.1.1.", false), Case(.ipv4, "1..1.1", false), Case(.ipv4, "1.1.1.1.1", false),
        Case(.ipv4, "99999999999999999999.1.1.1", false),
        Case(.emailDomain, "ann@example.com", true), Case(.emailDomain, "ann@mail.co.uk", true),
        Case(.emailDomain, "ann@例子.中国", true), Case(.emailDomain, "a@x.xn--fiqs8s", true),
        Case(.emailDomain, "icon@2x.png", false), Case(.emailDomain, "ann@localhost", false),
        Case(.emailDomain, "ann@host.local", false), Case(.emailDomain, "ann@-x.com", false),
        Case(.emailDomain, "ann@x..com", false), Case(.emailDomain, "ann@1.2", false),
        Case(.emailDomain, "ann", false), Case(.emailDomain, "ann@x.c0m", false),
        Case(.emailDomain, "a@b@Mail.EXAMPLE.Com", true), Case(.emailDomain, "ann@host.LOCAL", false),
        Case(.emailDomain, "ann@x.com.", false), Case(.emailDomain, "ann@x.c-", false),
        Case(.emailDomain, "ann@", false), Case(.emailDomain, "ann@x.XN--fiqs8s", true),
        Case(.emailDomain, "ann@" + String(repeating: "abcdefghi.", count: 25) + "com", true),
        Case(.emailDomain, "ann@" + String(repeating: "abcdefghi.", count: 25) + "info", false),
        Case(.jwt, "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln", true),
        Case(.jwt, "eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.", true),
        Case(.jwt, "eyJ0eXAiOiJKV1QifQ.eyJzdWIiOiIxIn0.c2ln", false),
        Case(.jwt, "eyJhIjp7ImFsZyI6MX19.eyJzdWIiOiIxIn0.c2ln", false),
        Case(.jwt, "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0", false), Case(.jwt, "a.b.c", false),
        Case(.jwt, "W10.e30.c2ln", false), Case(.jwt, "eyJhbGciOiJIUzI1NiJ9.e+0.c2ln", false),
        Case(.entropy(minimumBitsPerCharacter: 3), "AKIAQ3EGRV5Z2JTNBW7D", true),
        Case(.entropy(minimumBitsPerCharacter: 3), "AKIAAAAAAAAAAAAAAAAA", false),
        Case(.entropy(minimumBitsPerCharacter: 2), "字文字文", false),
        Case(.entropy(minimumBitsPerCharacter: 1), "字文字文", true),
        Case(.entropy(minimumBitsPerCharacter: 0), "", true),
    ])
    func theCheckIsRight(_ example: Case) {
        let bytes = Array(example.text.utf8)
        #expect(example.validator.accepts(bytes.span) == example.isAccepted)
    }

    @Test func aRefusedHitDoesNotHideALaterOne() throws {
        let pattern = Pattern(.regex(#"(?:\d ?){8}"#, capture: 0), validators: [.luhn])
        // From the first digit the check fails, from the second it holds.
        #expect(try hits(pattern, in: "9 41111113x") == ["41111113"])
    }

    @Test func aHitHasToPassEveryValidator() throws {
        let pattern = Pattern(
            .regex(#"\d{8}"#, capture: 0), validators: [.luhn, .entropy(minimumBitsPerCharacter: 9)])
        #expect(try hits(pattern, in: "41111113") == [])
    }
}
