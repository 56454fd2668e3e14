import Hummingbird
import NIOCore

extension AdminRoutes {
    /// Adds `GET /decisions`: the decisions from now on, a line of JSON for each, for as long as somebody reads.
    func addDecisions(to router: Router<BasicRequestContext>) {
        router.get("/decisions") { [feed] _, _ in
            guard let lines = feed.lines() else { return Response(status: .serviceUnavailable) }
            return Response(
                status: .ok, headers: [.contentType: "application/jsonl", .cacheControl: "no-store"],
                body: ResponseBody(asyncSequence: lines.map { ByteBuffer(string: $0 + "\n") }))
        }
    }
}
