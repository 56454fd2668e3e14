import Glibc
package import SluicePipeline
package import SluiceRules

/// Everything a gateway needs to run, read and checked.
package struct GatewayConfiguration: Sendable {
    /// Where clients connect.
    package var listeners: [ListenAddress]
    /// Where health and metrics are served; nil: nowhere.
    package var admin: ListenAddress?
    /// What the admin port asks for, hashed; nil: nothing.
    package var adminToken: KeyDigest?
    /// The upstreams, in the order of the file.
    package var upstreams: [Upstream]
    /// The routes, their chains and policies.
    package var routes: RouteTable
    /// What bounds a client.
    package var limits: ClientLimits
    /// How long running exchanges get when the process is told to end.
    package var drain: Duration
    /// How many event loops serve connections; nil: one per core.
    package var eventLoops: Int?
    /// The proxies whose word about a client's address counts.
    package var trustedProxies: [AddressRange]
    /// Whether the log has every exchange, with its receipt.
    package var logsReceipts: Bool
    /// Where exchanges are recorded; nil: nowhere.
    package var recording: RecordingOptions?
    /// The file for decisions; nil: they go to the logger.
    package var decisionLog: LineLog.Options?
    /// The file for requests; nil: they aren't logged.
    package var accessLog: LineLog.Options?
    /// The rules; a set without rules where that was allowed.
    package var rules: RuleSet
    /// The files that it was made of.
    package var sources: Sources

    /// The files that a configuration was made of.
    package struct Sources: Sendable {
        /// The folders and files of the rules, and the clients' file.
        package var paths: [String] = []
        /// For how long these files have to stay as they are before a change is taken in; nil: nobody watches them.
        package var settle: Duration?
        /// Equal for configurations whose own text and whose clients' file are the same.
        package var digest = ""
        /// When reading them began.
        package var began = Moment.now
    }

    /// What the command line says in place of the file.
    package struct Overrides: Sendable {
        /// In place of `listen`: `HOST:PORT`.
        package var listen: [String] = []
        /// In place of an upstream's `url`, by its name.
        package var upstreams: [(name: String, url: String)] = []
        /// In place of `rules.dir`.
        package var rules: [String] = []
        /// The number of event loops.
        package var eventLoops: Int?
        /// The environment's variables.
        package var environment: @Sendable (String) -> String? = { name in
            getenv(name).map { String(cString: $0) }
        }

        package init() {}
    }
}
