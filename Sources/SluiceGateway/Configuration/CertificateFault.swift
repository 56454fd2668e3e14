import NIOSSL
package import SluiceRules

/// Why the files of a certificate and of its key can't be used: which of them, and what to do.
package struct CertificateFault: Error, Equatable, CustomStringConvertible {
    /// The file that is at fault.
    package enum File: Sendable {
        case certificate
        case key
    }

    package var file: File
    package var description: String
    package var help: String

    /// Looks for what is wrong with a pair that NIOSSL has refused.
    ///
    /// - Parameters:
    ///   - certificate: The path of the certificate's file.
    ///   - key: The path of the key's file.
    package static func find(certificate: String, key: String, files: RuleFiles = .disk) -> Self {
        if let fault = ofCertificate(certificate, files) { return fault }
        if let fault = ofKey(key, files) { return fault }
        return Self(
            file: .key, description: "the key in `\(key)` isn't that of the certificate in `\(certificate)`",
            help: "the certificate of the key comes first in its file, those that lead to a root behind it")
    }

    /// What is wrong with a file that should hold certificates; nil when it holds some.
    static func ofCertificate(_ path: String, _ files: RuleFiles = .disk) -> Self? {
        guard let bytes = files.read(path) else { return unreadable(path, .certificate, files) }
        guard !holds("-----BEGIN CERTIFICATE-----", bytes) else {
            guard (try? NIOSSLCertificate.fromPEMBytes(bytes))?.isEmpty ?? true else { return nil }
            return Self(
                file: .certificate, description: "a certificate in `\(path)` is damaged",
                help: "`openssl x509 -in \(path) -noout -subject` has to read it")
        }
        guard !holds("PRIVATE KEY-----", bytes) else {
            return Self(
                file: .certificate, description: "`\(path)` holds a key and no certificate",
                help: "`cert` is the certificate, `key` its key")
        }
        return Self(
            file: .certificate, description: "`\(path)` holds no certificate in PEM form",
            help: "a file in DER form becomes one with `openssl x509 -inform der -in \(path) -out cert.pem`")
    }

    private static func ofKey(_ path: String, _ files: RuleFiles) -> Self? {
        guard let bytes = files.read(path) else { return unreadable(path, .key, files) }
        guard !holds("BEGIN ENCRYPTED PRIVATE KEY", bytes), !holds("Proc-Type: 4,ENCRYPTED", bytes) else {
            return Self(
                file: .key,
                description: "the key in `\(path)` is encrypted, and nobody is there to give its passphrase",
                help:
                    "`openssl pkey -in \(path) -out key.pem` takes it off; let only Sluice's user read the result"
            )
        }
        guard holds("PRIVATE KEY-----", bytes) else {
            return Self(
                file: .key, description: "`\(path)` holds no key in PEM form",
                help: "`cert` is the certificate, `key` its key: `-----BEGIN PRIVATE KEY-----`")
        }
        guard (try? NIOSSLPrivateKey(bytes: bytes, format: .pem)) == nil else { return nil }
        return Self(
            file: .key, description: "the key in `\(path)` is damaged, or of a kind that TLS doesn't take",
            help: "`openssl pkey -in \(path) -noout` has to read it")
    }

    private static func unreadable(_ path: String, _ file: File, _ files: RuleFiles) -> Self {
        Self(
            file: file, description: files.unreadable(path),
            help:
                "relative paths begin at the configuration's folder; the user that Sluice runs as has to be able to read it"
        )
    }

    private static func holds(_ mark: String, _ bytes: [UInt8]) -> Bool {
        bytes.firstRange(of: Array(mark.utf8)) != nil
    }
}
