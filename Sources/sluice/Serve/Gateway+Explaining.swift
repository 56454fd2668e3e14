import SluiceGateway

extension Gateway {
    /// Starts; where that is impossible, says why on the standard error.
    ///
    /// - Throws: `ExitStatus.environment` for an address that can't be listened at.
    func startOrExplain() async throws -> Bound {
        try await Self.explaining { try await start() }
    }

    /// Runs something that starts a gateway and turns a failure to listen into an exit status.
    static func explaining<Result>(_ body: () async throws -> Result) async throws -> Result {
        do {
            return try await body()
        } catch let error as StartError {
            Output.error.line("sluice: \(error)")
            throw ExitStatus.environment
        }
    }
}
