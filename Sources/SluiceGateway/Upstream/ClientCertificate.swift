package import NIOSSL

/// With what Sluice says to an upstream who it is (mutual TLS).
package struct ClientCertificate: Sendable, Equatable {
    package var chain: [NIOSSLCertificate]
    package var key: NIOSSLPrivateKey

    /// Reads PEM files.
    ///
    /// - Throws: What NIOSSL says when a file can't be read, or the key isn't the certificate's.
    package init(certificate: String, key: String) throws {
        chain = try NIOSSLCertificate.fromPEMFile(certificate)
        self.key = try NIOSSLPrivateKey(file: key, format: .pem)
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.certificateChain = chain.map { .certificate($0) }
        configuration.privateKey = .privateKey(self.key)
        configuration.trustRoots = .certificates([])
        _ = try NIOSSLContext(configuration: configuration)
    }
}
