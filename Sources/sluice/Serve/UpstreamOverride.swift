import ArgumentParser

/// `NAME=URL`: another address for an upstream.
struct UpstreamOverride: ExpressibleByArgument {
    let name: String
    let url: String

    init?(argument: String) {
        let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return nil }
        name = parts[0]
        url = parts[1]
    }
}
