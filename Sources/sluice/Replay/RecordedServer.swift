import Foundation
import SluicePipeline
import SluiceRecording
import Synchronization

/// Answers requests on a port of this machine with what was recorded, piece by piece.
final class RecordedServer: Sendable {
    /// Why it can't serve.
    struct Failure: Error {
        let reason: String
    }

    /// The port it listens at.
    let port: Int
    private let descriptor: Int32
    private let speed: Double
    private let answers: Mutex<RecordedAnswers>

    /// Opens the port.
    ///
    /// - Parameter speed: 1 plays in the recorded times, 2 twice as fast; 0 doesn't wait.
    init(_ answers: RecordedAnswers, port: Int, speed: Double) throws(Failure) {
        self.answers = Mutex(answers)
        self.speed = speed
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var yes: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(truncatingIfNeeded: port).bigEndian
        address.sin_addr.s_addr = in_addr_t(INADDR_LOOPBACK).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = descriptor
        let isOpen = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && listen(descriptor, 64) == 0
                    && getsockname(descriptor, $0, &length) == 0
            }
        }
        guard isOpen else { throw Failure(reason: "can't listen at 127.0.0.1:\(port)") }
        self.port = Int(in_port_t(bigEndian: address.sin_port))
    }

    /// Serves until the process ends; every connection has a thread of its own.
    func run() {
        while true {
            let client = accept(descriptor, nil, nil)
            guard client >= 0 else {
                if errno == EINTR || errno == ECONNABORTED { continue }
                return
            }
            Thread.detachNewThread { [self] in
                serve(client)
                close(client)
            }
        }
    }

    private func serve(_ client: Int32) {
        var reader = PlainRequestReader(client)
        while let request = reader.next() {
            let recording = answers.withLock {
                $0.take(method: request.method, path: request.path, body: request.body)
            }
            guard let recording else {
                guard Descriptor.write(Self.unknown, to: client) else { return }
                continue
            }
            guard play(recording, to: client) else { return }
        }
    }

    /// Sends a recorded answer in its pieces; false when the client has left or the provider had broken off.
    private func play(_ recording: Recording, to client: Int32) -> Bool {
        var before = 0
        for event in recording.events {
            var bytes: [UInt8] = []
            switch event.fact {
            case .request, .requestBody: continue
            case .requestEnd:
                before = event.microseconds
                continue
            case .response(let status, let fields): bytes = Self.head(status, fields)
            case .responseBody(let body) where !body.isEmpty:
                bytes = Array("\(String(body.count, radix: 16))\r\n".utf8) + body + Array("\r\n".utf8)
            case .responseBody, .decision: continue
            case .responseEnd: bytes = Array("0\r\n\r\n".utf8)
            case .responseError, .cancel: return false
            }
            wait(event.microseconds - before)
            before = event.microseconds
            guard Descriptor.write(bytes, to: client) else { return false }
        }
        return true
    }

    private func wait(_ microseconds: Int) {
        guard speed > 0, microseconds > 0 else { return }
        Thread.sleep(forTimeInterval: Double(microseconds) / 1_000_000 / speed)
    }

    private static func head(_ status: Int, _ fields: HeaderFields) -> [UInt8] {
        var head = "HTTP/1.1 \(status) Recorded\r\ntransfer-encoding: chunked\r\n"
        for field in fields.fields where !field.value.contains("«redacted:") {
            head += "\(field.name): \(field.value)\r\n"
        }
        return Array((head + "\r\n").utf8)
    }

    private static let unknown: [UInt8] = {
        let body = #"{"error":{"message":"No recording has this method and path.","type":"not_found_error"}}"#
        return Array(
            ("HTTP/1.1 404 Not Found\r\ncontent-type: application/json\r\ncontent-length: \(body.utf8.count)\r\n\r\n"
                + body).utf8)
    }()
}
