import HTTPTypes
import Hummingbird
import SluicePipeline

/// Asks for the admin token, `Authorization: Bearer`, before anything but health is told.
struct AdminToken: RouterMiddleware {
    /// The token, hashed.
    let token: KeyDigest

    func handle(
        _ request: Request, context: BasicRequestContext,
        next: (Request, BasicRequestContext) async throws -> Response
    ) async throws -> Response {
        let isOpen = request.uri.path == "/healthz" || request.uri.path == "/readyz"
        let sent = request.headers[.authorization]
        guard isOpen || sent.map({ isToken($0) }) ?? false else {
            return Response(status: .unauthorized, headers: [.wwwAuthenticate: "Bearer"])
        }
        return try await next(request, context)
    }

    private func isToken(_ field: String) -> Bool {
        guard field.lowercased().hasPrefix("bearer ") else { return false }
        return KeyDigest(of: field.utf8.dropFirst(7)) == token
    }
}
