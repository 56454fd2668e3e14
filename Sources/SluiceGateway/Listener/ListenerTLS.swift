import Foundation
import NIOSSL
import SluicePipeline
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
            try loaded().context
        }

        fileprivate func loaded() throws -> Loaded {
            let certificates = try NIOSSLCertificate.fromPEMFile(certificate)
            let chain = certificates.map(NIOSSLCertificateSource.certificate)
            let secret = try NIOSSLPrivateKey(file: key, format: .pem)
            var configuration = TLSConfiguration.makeServerConfiguration(
                certificateChain: chain, privateKey: .privateKey(secret))
            configuration.cipherSuiteValues = Self.ciphers
            configuration.minimumTLSVersion = needsTLS13 ? .tlsv13 : .tlsv12
            configuration.applicationProtocols = offersHTTP2 ? ["h2", "http/1.1"] : ["http/1.1"]
            return Loaded(
                context: try NIOSSLContext(configuration: configuration),
                expires: Moment(milliseconds: (certificates.first?.notValidAfter ?? 0) * 1000))
        }

        /// What changes when one of the files does.
        fileprivate var stamp: [FileStamp?] { [certificate, key].map { FileStamp(path: $0) } }
    }

    /// What came of looking at the files.
    enum Change: Sendable {
        case none
        case renewed
        /// They have changed and can't be used, for this reason.
        case broken(CertificateFault)
    }

    /// What the files hold.
    fileprivate struct Loaded {
        var context: NIOSSLContext
        var expires: Moment
    }

    private struct State {
        var loaded: Loaded
        var stamp: [FileStamp?]
        var isBroken = false
    }

    private let options: Options
    private let state: Mutex<State>

    /// Reads the files for the first time.
    init(_ options: Options) throws {
        self.options = options
        let stamp = options.stamp
        state = Mutex(State(loaded: try options.loaded(), stamp: stamp))
    }

    /// The context for a new connection.
    var context: NIOSSLContext { state.withLock { $0.loaded.context } }

    /// When the certificate expires.
    var expires: Moment { state.withLock { $0.loaded.expires } }

    /// Whether the files have changed and can't be used.
    var isBroken: Bool { state.withLock { $0.isBroken } }

    /// Looks whether the files have changed, and takes what they hold if it can be used.
    ///
    /// Each change is tried once. Reads files: not for an event loop.
    func refresh() -> Change {
        let stamp = options.stamp
        guard state.withLock({ $0.stamp != stamp }) else { return .none }
        let loaded = try? options.loaded()
        state.withLock { state in
            state.stamp = stamp
            state.isBroken = loaded == nil
            if let loaded { state.loaded = loaded }
        }
        return loaded == nil
            ? .broken(.find(certificate: options.certificate, key: options.key)) : .renewed
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
