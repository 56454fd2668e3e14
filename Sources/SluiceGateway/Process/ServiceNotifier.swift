import Glibc
import NIOCore

/// Tells the service manager how far the process is, as sd_notify(3) does: a datagram to the socket that `NOTIFY_SOCKET`
/// names.
///
/// Where nobody listens nothing happens, and nothing is ever waited for.
package struct ServiceNotifier: Sendable {
    /// What the manager can be told.
    package enum Event: Sendable {
        case ready
        case reloading
        case stopping
    }

    private let address: sockaddr_un
    private let length: socklen_t

    /// Nil when the name is no path and no abstract name (`@...`) of a unix socket.
    package init?(socket name: String?) {
        guard let name, name.hasPrefix("/") || name.hasPrefix("@") else { return nil }
        var bytes = Array(name.utf8)
        if bytes[0] == UInt8(ascii: "@") { bytes[0] = 0 }
        var address = sockaddr_un()
        let room = MemoryLayout.size(ofValue: address.sun_path)
        guard bytes.count < room else { return nil }
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        self.address = address
        length = socklen_t(MemoryLayout<sockaddr_un>.size - room + bytes.count)
    }

    /// The manager that started this process; nil: there is none that wants to be told.
    static var ofThisProcess: ServiceNotifier? {
        ServiceNotifier(socket: getenv("NOTIFY_SOCKET").map { String(cString: $0) })
    }

    /// Tells an event.
    package func tell(_ event: Event) {
        switch event {
        case .ready: send("READY=1")
        case .reloading:
            send("RELOADING=1\nMONOTONIC_USEC=\(NIODeadline.now().uptimeNanoseconds / 1000)")
        case .stopping: send("STOPPING=1")
        }
    }

    private func send(_ message: String) {
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        var address = address
        let bytes = Array(message.utf8)
        _ = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                sendto(descriptor, bytes, bytes.count, Int32(MSG_DONTWAIT), $0, length)
            }
        }
    }
}
