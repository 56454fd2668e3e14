import Glibc
import SluiceGateway

/// Asks an admin port of this machine for recordings.
struct AdminClient {
    /// Why none came.
    struct Failure: Error {
        let reason: String
    }

    let address: ListenAddress

    /// Reads recordings as they are made, up to the end of the answer.
    ///
    /// - Parameter take: Gets each recording's bytes.
    func record(
        count: Int, seconds: Int, _ take: ([UInt8]) throws(ExitStatus) -> Void
    ) throws {
        let descriptor = try connect()
        defer { close(descriptor) }
        let head = """
            POST /record?count=\(count)&seconds=\(seconds) HTTP/1.1\r\nhost: \(address)\r\nx-sluice-record: 1\r\n\
            content-length: 0\r\nconnection: close\r\n\r\n
            """
        guard Descriptor.write(Array(head.utf8), to: descriptor) else { throw failure("hung up") }
        try read(descriptor, take)
    }

    private func read(_ descriptor: Int32, _ take: ([UInt8]) throws(ExitStatus) -> Void) throws {
        var received: [UInt8] = []
        var chunks: ChunkedBody?
        var recordings = RecordingSplitter()
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while chunks?.isComplete != true {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            guard count > 0 else {
                if count < 0, errno == EINTR { continue }
                throw failure(received.isEmpty && chunks == nil ? "sent no answer" : "broke off")
            }
            var bytes = Array(buffer[..<count])
            if chunks == nil {
                received += bytes
                guard let end = received.firstRange(of: Array("\r\n\r\n".utf8)) else { continue }
                guard received.starts(with: "HTTP/1.1 200".utf8) else { throw failure("doesn't record") }
                bytes = Array(received[end.upperBound...])
                chunks = ChunkedBody()
            }
            guard let body = chunks?.take(bytes) else { throw failure("sent no recordings") }
            for recording in recordings.take(body) { try take(recording) }
        }
        if let last = recordings.finish() { try take(last) }
    }

    private func connect() throws -> Int32 {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(address.host, String(address.port), &hints, &list) == 0, let found = list else {
            throw failure("is no address")
        }
        defer { freeaddrinfo(list) }
        let descriptor = socket(found.pointee.ai_family, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0, Glibc.connect(descriptor, found.pointee.ai_addr, found.pointee.ai_addrlen) == 0
        else {
            if descriptor >= 0 { close(descriptor) }
            throw failure("doesn't answer")
        }
        return descriptor
    }

    private func failure(_ reason: String) -> Failure {
        Failure(reason: "the admin port \(address) \(reason)")
    }
}
