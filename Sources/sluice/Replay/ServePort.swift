import ArgumentParser

/// A port of this machine that recorded answers are served at: `127.0.0.1:9090`, or the number alone.
package struct ServePort: ExpressibleByArgument, Sendable {
    package let port: Int

    package init?(argument: String) {
        let parts = argument.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard let port = parts.last.flatMap({ Int($0) }), 0...65_535 ~= port,
            parts.count == 1 || parts.count == 2 && ["127.0.0.1", "localhost"].contains(parts[0])
        else { return nil }
        self.port = port
    }
}
