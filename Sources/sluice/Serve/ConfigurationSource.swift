import Glibc
import SluiceGateway
import SluiceRules

/// Where a configuration comes from.
struct ConfigurationSource: Sendable {
    /// What is read.
    enum Origin: Sendable {
        /// What applies when no file is given.
        case defaults
        case file(String)
        case text(String)
    }

    let origin: Origin
    let overrides: GatewayConfiguration.Overrides

    /// Reads and checks the configuration; what is wrong with it is said on the standard error, all of it.
    ///
    /// - Throws: `ExitStatus.badInput`.
    func load() throws(ExitStatus) -> GatewayConfiguration {
        let diagnostics = Diagnostics()
        let configuration = read(diagnostics)
        let style = Style(for: .error)
        for diagnostic in diagnostics.sorted {
            Output.error.line(style.complaint(diagnostic) + "\n")
        }
        guard let configuration else {
            Output.error.line(Count.of(diagnostics.errorCount, "error") + "; nothing was started")
            throw .badInput
        }
        return configuration
    }

    /// Reads and checks the configuration.
    ///
    /// - Returns: Nil when an error was reported.
    func read(_ diagnostics: Diagnostics) -> GatewayConfiguration? {
        switch origin {
        case .defaults:
            var overrides = overrides
            if overrides.rules.isEmpty { overrides.rules = RulesFolder.find().map { [$0] } ?? [] }
            return ConfigurationLoader.defaults(
                environment: Self.environment(["PORT", "TIMEOUT"]), overrides: overrides, diagnostics)
        case .file(let path):
            guard let bytes = RuleFiles.disk.read(path) else {
                diagnostics.error(.unreadable, "the configuration " + RuleFiles.disk.unreadable(path))
                return nil
            }
            return ConfigurationLoader.load(path: path, bytes: bytes, overrides: overrides, diagnostics)
        case .text(let text):
            return ConfigurationLoader.load(
                path: "(built in)", bytes: Array(text.utf8), overrides: overrides, diagnostics)
        }
    }

    private static func environment(_ names: [String]) -> [String: String] {
        var values: [String: String] = [:]
        for name in names {
            if let value = getenv(name) { values[name] = String(cString: value) }
        }
        return values
    }
}
