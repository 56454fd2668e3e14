import Glibc

/// How many files and sockets the process may have open at one time.
enum DescriptorLimit {
    /// What is kept free for everything that is no exchange: logs, listeners, event loops, files that a reload reads,
    /// and clients that are being turned away.
    private static let reserve = 32
    /// A client and its upstream.
    private static let perConnection = 2
    /// The most connections of the admin port.
    private static let mostAdminConnections = 64

    /// Raises the limit to what the system allows this process.
    ///
    /// - Returns: The limit from then on.
    static func raise() -> Int {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return Int.max }
        if limit.rlim_cur < limit.rlim_max {
            var raised = limit
            raised.rlim_cur = limit.rlim_max
            if setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &raised) == 0 { limit = raised }
        }
        return Int(clamping: limit.rlim_cur)
    }

    /// How many clients may be connected so that each can have an upstream.
    static func connections(of limit: Int) -> Int {
        max(1, (limit - reserve - adminConnections(of: limit)) / perConnection)
    }

    /// How many connections the admin port may have.
    static func adminConnections(of limit: Int) -> Int {
        max(1, min(mostAdminConnections, limit / 8))
    }
}
