import ArgumentParser
import Glibc
import SluiceGateway

/// Which running proxy a subcommand talks to.
struct AdminOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The admin port of the proxy.", valueName: "address"))
    var admin = "127.0.0.1:8081"

    @Option(
        help: ArgumentHelp(
            "The environment's variable with the admin port's token; one that isn't set means none.",
            valueName: "name"))
    var tokenEnv = "SLUICE_ADMIN_TOKEN"

    func validate() throws {
        guard let address = ListenAddress(admin), address.path == nil else {
            throw ValidationError("`\(admin)` is no address")
        }
    }

    /// Talks to the port.
    ///
    /// - Throws: `ExitStatus.environment` when it has been said why there is no answer.
    func ask<Result>(_ body: (AdminClient) async throws -> Result) async throws -> Result {
        guard let address = ListenAddress(admin) else { throw ExitStatus.badInput }
        let token = getenv(tokenEnv).map { String(cString: $0) }
        do {
            return try await body(
                AdminClient(address: address, token: token.flatMap { $0.isEmpty ? nil : $0 }))
        } catch let failure as AdminClient.Failure {
            Output.error.line("sluice: \(failure.reason)")
            throw ExitStatus.environment
        }
    }
}
