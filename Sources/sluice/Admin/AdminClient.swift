import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import SluiceGateway

/// Asks an admin port.
struct AdminClient {
    /// Why there is no answer that can be used.
    struct Failure: Error {
        let reason: String
    }

    /// A whole answer.
    struct Answer {
        var status: HTTPResponseStatus
        var fields: HTTPHeaders
        var body: [UInt8]
    }

    let address: ListenAddress
    /// The token that the port asks for; nil: none is sent.
    var token: String?

    /// Sends a request and reads its answer to the end.
    func ask(_ method: HTTPMethod, _ target: String, fields: HTTPHeaders = [:]) async throws -> Answer {
        try await answer(method, target, fields) { answer in
            var body: [UInt8] = []
            for try await piece in answer.body { body += piece.readableBytesView }
            return Answer(status: answer.status, fields: answer.headers, body: body)
        }
    }

    /// Sends a request and hands the body of its answer over as it comes.
    ///
    /// - Parameter take: Gets the pieces of an answer with 200; what it throws ends the reading.
    /// - Returns: The answer's status.
    @discardableResult
    func stream(
        _ method: HTTPMethod, _ target: String, fields: HTTPHeaders = [:],
        _ take: (ByteBufferView) throws(ExitStatus) -> Void
    ) async throws -> HTTPResponseStatus {
        try await answer(method, target, fields) { answer in
            guard answer.status == .ok else { return answer.status }
            for try await piece in answer.body { try take(piece.readableBytesView) }
            return answer.status
        }
    }

    private func answer<Result>(
        _ method: HTTPMethod, _ target: String, _ fields: HTTPHeaders,
        _ read: (HTTPClientResponse) async throws -> Result
    ) async throws -> Result {
        var request = HTTPClientRequest(url: "http://\(address)\(target)")
        request.method = method
        request.headers = fields
        if let token { request.headers.add(name: "authorization", value: "Bearer \(token)") }
        var isAnswered = false
        do {
            return try await HTTPClient.withHTTPClient(configuration: Self.configuration) { client in
                let answer = try await client.execute(request, deadline: .distantFuture)
                isAnswered = true
                guard answer.status != .unauthorized else {
                    throw failure("asks for its token: name its variable with --token-env")
                }
                return try await read(answer)
            }
        } catch let error as HTTPClientError where error == .remoteConnectionClosed {
            throw failure(isAnswered ? "broke off" : "sent no answer")
        } catch is HTTPParserError {
            throw failure("sent no HTTP")
        } catch let error where !isAnswered && !(error is Failure) {
            throw failure(
                "doesn't answer: is Sluice running, with `admin: { listen: \(address) }` in its configuration?")
        }
    }

    /// One connection, one answer: nothing is followed, and a stream of decisions may be silent for hours.
    private static var configuration: HTTPClient.Configuration {
        HTTPClient.Configuration(
            redirectConfiguration: .disallow, timeout: .init(connect: .seconds(10), read: nil))
    }

    /// Says what is wrong with the port.
    func failure(_ reason: String) -> Failure {
        Failure(reason: "the admin port \(address) \(reason)")
    }
}
