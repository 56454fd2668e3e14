import Hummingbird
import NIOCore

/// What the admin port answers.
struct AdminRoutes: Sendable {
    let configuration: GatewayConfiguration
    let loops: EventLoops
    let tap: (any TrafficTap)?

    /// The routes.
    func router() -> Router<BasicRequestContext> {
        let router = Router()
        if let token = configuration.adminToken { router.add(middleware: AdminToken(token: token)) }
        router.get("/healthz") { _, _ in Self.text("ok\n") }
        router.get("/readyz") { [loops] _, _ in
            let isDraining = await loops.isDraining()
            return Self.text(
                isDraining ? "draining\n" : "ready\n", status: isDraining ? .serviceUnavailable : .ok)
        }
        router.get("/status") { [configuration, loops] _, _ in
            Self.respond(
                StatusPage(configuration: configuration, tally: await loops.tally()).json, "application/json")
        }
        addRecording(to: router)
        router.get("/metrics") { [self] _, _ in
            Self.respond(
                MetricsPage(configuration: configuration, tally: await loops.tally()).text + tapMetrics,
                "text/plain; version=0.0.4; charset=utf-8")
        }
        return router
    }

    private static func text(_ body: String, status: HTTPResponse.Status = .ok) -> Response {
        respond(body, "text/plain; charset=utf-8", status: status)
    }

    private static func respond(
        _ body: String, _ contentType: String, status: HTTPResponse.Status = .ok
    ) -> Response {
        Response(
            status: status, headers: [.contentType: contentType, .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: body)))
    }
}
