/// Where connections to an upstream go: a host name or an address, and a port.
package struct UpstreamPlace: Sendable, Equatable {
    package var host: String
    package var port: Int

    package init(host: String, port: Int) {
        self.host = host
        self.port = port
    }
}
