import Glibc

/// A client that asks a port of this machine and notes when each piece of the answer comes.
struct DemoClient {
    /// Why nothing came.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    let port: Int

    /// Sends a JSON request and reads its answer to the end.
    func post(_ path: String, _ body: String) throws(Failure) -> TimedAnswer {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw failure("no socket") }
        defer { close(descriptor) }
        guard connect(descriptor) else { throw failure("port \(port) doesn't answer") }
        let head = """
            POST \(path) HTTP/1.1\r\nhost: 127.0.0.1:\(port)\r\nauthorization: Bearer demo\r\n\
            content-type: application/json\r\ncontent-length: \(body.utf8.count)\r\nconnection: close\r\n\r\n
            """
        guard Descriptor.write(Array((head + body).utf8), to: descriptor) else {
            throw failure("port \(port) hung up")
        }
        var answer = TimedAnswer()
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count == 0 { break }
            guard count > 0 else {
                if errno == EINTR { continue }
                throw failure("the answer broke off")
            }
            answer.append(buffer[..<count], at: .now)
        }
        guard answer.status != 0 else { throw failure("port \(port) sent no answer") }
        return answer
    }

    private func connect(_ descriptor: Int32) -> Bool {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(truncatingIfNeeded: port).bigEndian
        address.sin_addr.s_addr = in_addr_t(INADDR_LOOPBACK).bigEndian
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }

    private func failure(_ reason: String) -> Failure {
        Failure(description: reason)
    }
}
