import Foundation
import NIOSSL
import Synchronization

/// The certificate of a listener: read again when its files change, the old one kept while the new one can't be used.
package final class ListenerTLS: Sendable {
    /// Which files, and which versions of TLS.
    package struct Options: Sendable, Equatable {
        /// A PEM file with the certificate and those that lead to a root.
        package var certificate: String
        /// A PEM file with its key.
        package var key: String
        /// Whether TLS 1.2 is refused.
        package var needsTLS13 = false
        /// Whether HTTP/2 is offered by ALPN (RFC 7301).
        package var offersHTTP2 = false

        package init(certificate: String, key: String) {
            self.certificate = certificate
            self.key = key
        }

        /// Reads the files.
        ///
        /// - Throws: What NIOSSL says when a file can't be read, or the key isn't the certificate's.
        func context() throws -> NIOSSLContext {
            let chain = try NIOSSLCertificate.fromPEMFile(certificate).map(
                NIOSSLCertificateSource.certificate)
            let secret = try NIOSSLPrivateKey(file: key, format: .pem)
            var configuration = TLSConfiguration.makeServerConfiguration(
                certificateChain: chain, privateKey: .privateKey(secret))
            configuration.cipherSuiteValues = Self.ciphers
            configuration.minimumTLSVersion = needsTLS13 ? .tlsv13 : .tlsv12
            configuration.applicationProtocols = offersHTTP2 ? ["h2", "http/1.1"] : ["http/1.1"]
            return try NIOSSLContext(configuration: configuration)
        }

        /// What changes when one of the files does.
        fileprivate var stamp: [FileStamp?] { [certificate, key].map { FileStamp(path: $0) } }
    }

    /// What came of looking at the files.
    enum Change: Sendable {
        case none
        case renewed
        /// They have changed and can't be used.
        case broken
    }

    private struct State {
        var context: NIOSSLContext
        var stamp: [FileStamp?]
    }

    private let options: Options
    private let state: Mutex<State>

    /// Reads the files for the first time.
    init(_ options: Options) throws {
        self.options = options
        let stamp = options.stamp
        state = Mutex(State(context: try options.context(), stamp: stamp))
    }

    /// The context for a new connection.
    var context: NIOSSLContext { state.withLock { $0.context } }

    /// Looks whether the files have changed, and takes what they hold if it can be used.
    ///
    /// Each change is tried once. Reads files: not for an event loop.
    func refresh() -> Change {
        let stamp = options.stamp
        guard state.withLock({ $0.stamp != stamp }) else { return .none }
        let context = try? options.context()
        state.withLock { state in
            state.stamp = stamp
            if let context { state.context = context }
        }
        return context == nil ? .broken : .renewed
    }
}

/// By which a file that was changed or put in another's place is told from what it was.
private struct FileStamp: Equatable {
    private let number: Int?
    private let size: Int?
    private let modified: Date?

    /// Nil where there is none; a link is followed.
    init?(path: String) {
        let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        guard let facts = try? FileManager.default.attributesOfItem(atPath: target) else { return nil }
        number = facts[.systemFileNumber] as? Int
        size = facts[.size] as? Int
        modified = facts[.modificationDate] as? Date
    }
}
