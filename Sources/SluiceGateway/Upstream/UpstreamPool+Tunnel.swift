import NIOCore
import NIOExtras
import NIOHTTP1
import NIOSSL

/// The way through a proxy.
extension UpstreamPool {
    /// Adds what asks a proxy for a tunnel.
    ///
    /// - Returns: Fulfilled when the tunnel stands and nothing of that is in the pipeline any more.
    static func openTunnel(
        in channel: any Channel, to place: UpstreamPlace, through proxy: UpstreamProxy,
        until deadline: NIODeadline
    ) throws -> EventLoopFuture<Void> {
        let opened = channel.eventLoop.makePromise(of: Void.self)
        let host = place.host.contains(":") ? "[\(place.host)]" : place.host
        var fields: HTTPHeaders = ["host": "\(host):\(place.port)"]
        if let authorization = proxy.authorization {
            fields.add(name: "proxy-authorization", value: authorization)
        }
        let encoder = HTTPRequestEncoder()
        let decoder = ByteToMessageHandler(HTTPResponseDecoder(leftOverBytesStrategy: .dropBytes))
        let asking = NIOHTTP1ProxyConnectHandler(
            targetHost: host, targetPort: place.port, headers: fields, deadline: deadline, promise: opened)
        let pipeline = channel.pipeline.syncOperations
        try pipeline.addHandlers([encoder, decoder, asking])
        return opened.futureResult.assumeIsolated().flatMap {
            pipeline.removeHandler(decoder)
        }.flatMap {
            pipeline.removeHandler(encoder)
        }.nonisolated()
    }
}
