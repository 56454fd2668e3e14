import SluiceGateway
import SluiceRules
import Testing

/// Of a certificate and a key that can't be used it is said which file is at fault, and why.
struct CertificateFaultTests {
    private static let certificate = """
        -----BEGIN CERTIFICATE-----
        MIIBhDCCASmgAwIBAgIUM/DjGDC2eyKIuVvDzBINLZyePdkwCgYIKoZIzj0EAwIw
        FjEUMBIGA1UEAwwLc2x1aWNlLnRlc3QwIBcNMjYxMTI5MTU1MjE0WhgPMjEyNjEx
        MDUxNTUyMTRaMBYxFDASBgNVBAMMC3NsdWljZS50ZXN0MFkwEwYHKoZIzj0CAQYI
        KoZIzj0DAQcDQgAESPsd5hNJX6AbTNfPcdjyg8tm89C8pCrMKIlCE1MnI4KbJaBx
        AAg0R8TH7jzzj9jgXQ2IrQ8PYdHcQBccZX0EnaNTMFEwHQYDVR0OBBYEFC8eSD2X
        ILMYNz2gcRaTmMo30vCKMB8GA1UdIwQYMBaAFC8eSD2XILMYNz2gcRaTmMo30vCK
        MA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSQAwRgIhAL/rhPiiKValbZOC
        TmMrd+guJae317nHlgWLa/fL2JKbAiEA4GgchmZTJtMnGaQcWOUtxSMxiu96Nqnf
        0SxU3RsNbNQ=
        -----END CERTIFICATE-----

        """
    private static let key = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgi/vFIa4lq1hye5QI
        Gu5hd95le7PZuCqHFr/FShbIYt6hRANCAATxkFe+1Rs9uT7ImdBWDBee6dev7J7N
        DJGCQCiJRM59oMimmkzOZ/eGlsZO1fSW8VsB0Ne7r+/WRa71M3jS/qbn
        -----END PRIVATE KEY-----

        """

    @Test(arguments: [
        ([:], CertificateFault.File.certificate, "`cert.pem` can't be read: No such file or directory"),
        (["cert.pem": key], .certificate, "`cert.pem` holds a key and no certificate"),
        (["cert.pem": "hello"], .certificate, "`cert.pem` holds no certificate in PEM form"),
        (
            ["cert.pem": certificate.replacing("MIIB", with: "AAAA")], .certificate,
            "a certificate in `cert.pem` is damaged"
        ),
        (["cert.pem": certificate], .key, "`key.pem` can't be read: No such file or directory"),
        (["cert.pem": certificate, "key.pem": certificate], .key, "`key.pem` holds no key in PEM form"),
        (
            [
                "cert.pem": certificate,
                "key.pem": key.replacing("BEGIN PRIVATE", with: "BEGIN ENCRYPTED PRIVATE"),
            ], .key,
            "the key in `key.pem` is encrypted"
        ),
        (
            ["cert.pem": certificate, "key.pem": key.replacing("MIGH", with: "AAAA")], .key,
            "the key in `key.pem` is damaged"
        ),
        (
            ["cert.pem": certificate, "key.pem": key], .key,
            "the key in `key.pem` isn't that of the certificate in `cert.pem`"
        ),
    ])
    func itIsSaidWhichFileIsAtFault(files: [String: String], file: CertificateFault.File, message: String) {
        let fault = CertificateFault.find(
            certificate: "cert.pem", key: "key.pem", files: .memory(files.mapValues { Array($0.utf8) }))
        #expect(fault.file == file)
        #expect(fault.description.hasPrefix(message), "\(fault.description)")
        #expect(!fault.help.isEmpty)
    }
}
