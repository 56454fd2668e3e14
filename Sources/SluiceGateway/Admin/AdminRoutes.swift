import HTTPTypes
import Hummingbird
import NIOCore
import SluicePipeline

/// What the admin port answers.
struct AdminRoutes: Sendable {
    /// What is asked for before anything but health is told; nil: nothing.
    let token: KeyDigest?
    let loops: EventLoops
    let reloader: Reloader
    /// The listeners that have a certificate.
    let certificates: [(listener: String, tls: ListenerTLS)]
    let logs: GatewayLogs
    let feed: DecisionFeed
    let started: Moment
    let metrics: MetricsRegistry
    let tap: (any TrafficTap)?

    /// The routes.
    func router() -> Router<BasicRequestContext> {
        let router = Router()
        if let token { router.add(middleware: AdminToken(token: token)) }
        router.get("/") { _, _ in
            Self.text("/healthz\n/readyz\n/status?format=text\n/metrics\n/decisions\n")
        }
        router.get("/healthz") { [self] _, _ in
            let troubles = await report().troubles.map(\.rawValue)
            return Self.text(troubles.isEmpty ? "ok\n" : "ok, but \(troubles.joined(separator: ", "))\n")
        }
        router.get("/readyz") { [loops] _, _ in
            let isDraining = await loops.isDraining()
            return Self.text(
                isDraining ? "draining\n" : "ready\n", status: isDraining ? .serviceUnavailable : .ok)
        }
        router.get("/status") { [self] request, _ in
            let report = await report()
            var response =
                Self.wantsText(request)
                ? Self.text(report.text) : Self.respond(report.json + "\n", "application/json")
            if let name = HTTPField.Name.troubles { response.headers[name] = String(report.troubles.count) }
            return response
        }
        addReload(to: router)
        addDecisions(to: router)
        addRecording(to: router)
        router.get("/metrics") { [metrics] _, _ in
            Self.respond(await metrics.text(), "text/plain; version=0.0.4; charset=utf-8")
        }
        return router
    }

    /// How the gateway stands.
    private func report() async -> StatusReport {
        StatusReport(
            state: await reloader.state, tally: await loops.tally(), isDraining: await loops.isDraining(),
            started: started, now: .now,
            certificates: certificates.map {
                StatusReport.Certificate(
                    listener: $0.listener, expires: $0.tls.expires, isBroken: $0.tls.isBroken)
            },
            isDecisionLogFailing: logs.decisions?.isFailing ?? false,
            isAccessLogFailing: logs.access?.isFailing ?? false)
    }

    /// Whether a person will read the answer.
    static func wantsText(_ request: Request) -> Bool {
        request.uri.queryParameters["format"] == "text"
    }

    static func text(_ body: String, status: HTTPResponse.Status = .ok) -> Response {
        respond(body, "text/plain; charset=utf-8", status: status)
    }

    static func respond(
        _ body: String, _ contentType: String, status: HTTPResponse.Status = .ok
    ) -> Response {
        Response(
            status: status, headers: [.contentType: contentType, .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: body)))
    }
}

extension HTTPField.Name {
    /// How many things an operator should look after.
    fileprivate static var troubles: Self? { Self("x-sluice-troubles") }
}
