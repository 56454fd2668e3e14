import Synchronization

extension Gateway {
    /// Reads configuration, rules and clients again, and puts them in force if all of it can be used.
    ///
    /// - Returns: What came of it; nil when the gateway isn't running.
    @discardableResult
    package func reload(_ cause: ReloadOutcome.Cause) async -> ReloadOutcome? {
        let reloader = running.withLock { running in
            running?.isEnding == false ? running?.reloader : nil
        }
        return await reloader?.reload(cause)
    }

    /// How long running exchanges get at the end, by the configuration in force.
    var drain: Duration {
        get async {
            let reloader = running.withLock { $0?.reloader }
            return await reloader?.state.configuration.drain ?? configuration.drain
        }
    }
}
