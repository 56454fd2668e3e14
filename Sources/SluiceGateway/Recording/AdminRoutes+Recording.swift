import Hummingbird
import NIOCore

extension AdminRoutes {
    /// The field without which nothing is recorded: no page of a browser can send it here.
    private static let consent = "x-sluice-record"
    private static let mostExchanges = 100_000
    private static let mostSeconds = 86_400

    /// Adds `POST /record?count=N&seconds=S`: recordings as they are made, one file behind the other; further parameters
    /// are conditions of a `RecordingFilter`, which may be given several times.
    func addRecording(to router: Router<BasicRequestContext>) {
        guard let tap else { return }
        router.post("/record") { request, _ in
            guard request.headers.contains(where: { $0.name.canonicalName == Self.consent }) else {
                return Response(status: .forbidden)
            }
            let parameters = request.uri.queryParameters
            guard parameters["count"] != nil || parameters["seconds"] != nil else {
                return Response(status: .badRequest)
            }
            let count = parameters["count"].flatMap { Int($0) } ?? Self.mostExchanges
            let seconds = parameters["seconds"].flatMap { Int($0) } ?? Self.mostSeconds
            guard 1...Self.mostExchanges ~= count, 1...Self.mostSeconds ~= seconds else {
                return Response(status: .badRequest)
            }
            let filter: RecordingFilter
            do throws(RecordingFilter.Fault) {
                filter = try RecordingFilter(
                    parameters.map { (name: String($0.key), value: String($0.value)) })
            } catch {
                return Response(
                    status: .badRequest, headers: [.contentType: "text/plain; charset=utf-8"],
                    body: ResponseBody(byteBuffer: ByteBuffer(string: error.reason + "\n")))
            }
            let recordings = tap.recordings(count: count, for: .seconds(seconds), of: filter)
            return Response(
                status: .ok, headers: [.contentType: "application/jsonl", .cacheControl: "no-store"],
                body: ResponseBody(asyncSequence: recordings.map { ByteBuffer(bytes: $0) }))
        }
    }
}
