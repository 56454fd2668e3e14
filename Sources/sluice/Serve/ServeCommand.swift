import ArgumentParser
import CoreMetrics
import Logging
import SluiceGateway
import SluiceRecording
import SluiceRules

/// `sluice serve`: runs the proxy until it is told to end.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Run the proxy.",
        discussion: """
            Without a configuration it listens on loopback, tells OpenAI, Anthropic and Gemini apart by the key header, \
            and runs the shipped rules; the environment's PORT and TIMEOUT (milliseconds) count then. SIGTERM lets running \
            exchanges end, a second one doesn't wait for them. SIGHUP reads configuration, rules and clients again.
            """)

    @Option(help: ArgumentHelp("The configuration.", valueName: "file"))
    var config: String?

    @Option(
        help: ArgumentHelp("An address to listen at, in place of the configuration's.", valueName: "address"))
    var listen: [String] = []

    @Option(
        name: .customLong("upstream"),
        help: ArgumentHelp("Another address for an upstream.", valueName: "name=url"))
    var upstreams: [UpstreamOverride] = []

    @Option(
        help: ArgumentHelp("A folder or file of rules, in place of the configuration's.", valueName: "path"))
    var rules: [String] = []

    @Option(help: ArgumentHelp("How many threads serve connections.", valueName: "n"))
    var eventLoops: Int?

    @Flag(help: "Read and check everything, say what is wrong, and end.")
    var checkOnly = false

    func validate() throws {
        if let eventLoops, !(1...1024).contains(eventLoops) {
            throw ValidationError("--event-loops takes a number from 1 to 1024")
        }
    }

    func run() async throws {
        let source = ConfigurationSource(
            origin: config.map { .file($0) } ?? .defaults, overrides: overrides)
        let configuration = try source.load()
        guard !checkOnly else {
            let rules = Count.of(configuration.rules.rules.count, "rule")
            let upstreams = Count.of(configuration.upstreams.count, "upstream")
            Output.standard.line("configuration ok: \(rules), \(upstreams)")
            return
        }
        let recorder = try recorder(configuration)
        let log = LogOutput(.error)
        let metrics = MetricsRegistry()
        MetricsSystem.bootstrap(metrics)
        let gateway = Gateway(
            configuration: configuration,
            logger: Logger(label: "sluice") { StreamLogHandler(label: $0, stream: log) },
            source: ReloadSource { source.read($0) }, tap: recorder, metrics: metrics,
            report: { Output.standard.line($0) })
        do {
            try await Gateway.explaining { try await gateway.runUntilSignalled() }
        } catch {
            await log.close()
            throw error
        }
        await recorder?.close()
        await log.close()
    }

    /// What records exchanges, where the configuration or the admin port may ask for it.
    private func recorder(_ configuration: GatewayConfiguration) throws(ExitStatus) -> TrafficRecorder? {
        let options = configuration.recording
        guard options != nil || configuration.admin != nil else { return nil }
        if let folder = options?.directory, !FileText.makeFolder(folder) {
            Output.error.line("sluice: the folder `\(folder)` of `record` can't be made")
            throw .environment
        }
        return TrafficRecorder(options, rules: configuration.rules)
    }

    private var overrides: GatewayConfiguration.Overrides {
        var overrides = GatewayConfiguration.Overrides()
        overrides.listen = listen
        overrides.upstreams = upstreams.map { ($0.name, $0.url) }
        overrides.rules = rules
        overrides.eventLoops = eventLoops
        return overrides
    }
}
