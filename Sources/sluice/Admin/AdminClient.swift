import Glibc
import SluiceGateway

/// Asks an admin port.
struct AdminClient {
    /// Why there is no answer that can be used.
    struct Failure: Error {
        let reason: String
    }

    /// A whole answer.
    struct Answer {
        var status: Int
        /// The lines of the head, in lower case.
        var fields: [String]
        var body: [UInt8]
    }

    let address: ListenAddress
    /// The token that the port asks for; nil: none is sent.
    var token: String?

    /// Sends a request and reads its answer to the end.
    ///
    /// - Parameter fields: Further lines of the head.
    func ask(_ method: String, _ target: String, fields: [String] = []) throws -> Answer {
        var body: [UInt8] = []
        var answer = try stream(method, target, fields: fields) { bytes throws(ExitStatus) in body += bytes }
        answer.body = body
        return answer
    }

    /// Sends a request and hands the body of its answer over as it comes.
    ///
    /// - Parameter take: Gets the pieces; what it throws ends the reading.
    /// - Returns: The answer without its body.
    @discardableResult
    func stream(
        _ method: String, _ target: String, fields: [String] = [],
        _ take: ([UInt8]) throws(ExitStatus) -> Void
    ) throws -> Answer {
        let descriptor = try connect()
        defer { close(descriptor) }
        var lines = [
            "\(method) \(target) HTTP/1.1", "host: \(address)", "content-length: 0", "connection: close",
        ]
        if let token { lines.append("authorization: Bearer \(token)") }
        let head = (lines + fields).joined(separator: "\r\n") + "\r\n\r\n"
        guard Descriptor.write(Array(head.utf8), to: descriptor) else { throw failure("hung up") }
        return try read(descriptor, take)
    }

    private func read(_ descriptor: Int32, _ take: ([UInt8]) throws(ExitStatus) -> Void) throws -> Answer {
        var received: [UInt8] = []
        var answer: Answer?
        var body: AdminBody?
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while body?.isComplete != true {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                guard let answer, body?.endsWithConnection == true else {
                    throw failure(received.isEmpty ? "sent no answer" : "broke off")
                }
                return answer
            }
            var bytes = Array(buffer[..<count])
            if answer == nil {
                received += bytes
                guard let end = received.firstRange(of: Array("\r\n\r\n".utf8)) else { continue }
                let found = try head(received[..<end.lowerBound])
                if found.status == 401 {
                    throw failure("asks for its token: name its variable with --token-env")
                }
                bytes = Array(received[end.upperBound...])
                body = AdminBody(fields: found.fields)
                answer = found
            }
            guard let piece = body?.take(bytes) else { throw failure("sent no HTTP") }
            if answer?.status == 200 || answer?.status == 422 { try take(piece) }
        }
        guard let answer else { throw failure("sent no answer") }
        return answer
    }

    private func head(_ bytes: ArraySlice<UInt8>) throws -> Answer {
        let lines = String(decoding: bytes, as: UTF8.self).lowercased().split(separator: "\r\n").map(
            String.init)
        let words = lines.first?.split(separator: " ") ?? []
        guard words.count >= 2, words[0] == "http/1.1", let status = Int(words[1]) else {
            throw failure("sent no HTTP")
        }
        return Answer(status: status, fields: Array(lines.dropFirst()), body: [])
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
            throw failure(
                "doesn't answer: is Sluice running, with `admin: { listen: \(address) }` in its configuration?"
            )
        }
        return descriptor
    }

    /// Says what is wrong with the port.
    func failure(_ reason: String) -> Failure {
        Failure(reason: "the admin port \(address) \(reason)")
    }
}
