import Hummingbird

extension AdminRoutes {
    /// The field without which nothing is done: no page of a browser can send it here.
    private static let consent = "x-sluice-reload"

    /// Adds `POST /reload`: answers when it is done, with 200, or with 422 when what was read can't be used.
    func addReload(to router: Router<BasicRequestContext>) {
        router.post("/reload") { [reloader] request, _ in
            guard request.headers.contains(where: { $0.name.canonicalName == Self.consent }) else {
                return Response(status: .forbidden)
            }
            let outcome = await reloader.reload(.request)
            let status = outcome.result == .failed ? HTTPResponse.Status.unprocessableContent : .ok
            return Self.wantsText(request)
                ? Self.text(outcome.text, status: status)
                : Self.respond(outcome.json + "\n", "application/json", status: status)
        }
    }
}
