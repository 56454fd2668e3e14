import ArgumentParser
import Logging
import NIOCore
import NIOPosix
import SluiceGateway
import SluiceRules
import UnixSignals

/// `sluice demo`: the tour, without a key and without a network.
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract:
            "Take a tour: the proxy with the shipped rules in front of a sample provider, over real sockets.")

    @Flag(help: "Stay up after the tour.")
    var serve = false

    @Option(help: ArgumentHelp("The port; 8080 with --serve, else any free one.", valueName: "port"))
    var port: Int?

    func validate() throws {
        if let port, !(0...65_535).contains(port) {
            throw ValidationError("--port takes a number from 0 to 65535")
        }
    }

    func run() async throws {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let provider = try await SampleProvider.start(group: group)
        let tap = try DemoTap(to: provider.port, on: group)
        let configuration = try load(tap)
        let (rules, continuation) = AsyncStream.makeStream(of: [String].self)
        let gateway = Gateway(
            configuration: configuration,
            logger: Logger(label: "demo") { _ in DemoLog(rules: continuation) })
        let signals = serve ? await UnixSignalsSequence(trapping: .sigterm, .sigint) : nil
        let bound = try await gateway.startOrExplain()
        for address in bound.listeners { try await show(address, configuration, tap, rules) }
        if let signals { for await _ in signals { break } }
        await gateway.shutdown(drain: configuration.drain)
        await provider.stop()
        try await group.shutdownGracefully()
    }

    private func show(
        _ address: ListenAddress, _ configuration: GatewayConfiguration, _ tap: DemoTap,
        _ rules: AsyncStream<[String]>
    ) async throws {
        let count = Count.of(configuration.rules.rules.count, "rule")
        Output.standard.line("Sluice with \(count) in front of a sample provider, on \(address)\n")
        let tour = Tour(
            client: DemoClient(port: address.port), tap: tap, rules: rules, style: Style(for: .standard))
        try await tour.run()
        let shown = serve ? address.port : 8080
        let prefix =
            serve ? "Try it yourself:" : "Try it yourself: `sluice demo --serve`, and in another terminal"
        Output.standard.line(
            """
            \(prefix)

              curl -N http://127.0.0.1:\(shown)/v1/chat/completions -H 'content-type: application/json' \\
                -d '{"stream":true,"messages":[{"role":"user","content":"Which card paid for the order?"}]}'

            """)
        if serve { Output.standard.line("listening on \(address) (http), Ctrl-C ends it") }
    }

    private func load(_ tap: DemoTap) throws(ExitStatus) -> GatewayConfiguration {
        guard let rules = RulesFolder.find() else {
            Output.error.line("sluice: there is no folder `rules` here, nor above the executable")
            throw .environment
        }
        var overrides = GatewayConfiguration.Overrides()
        overrides.rules = [rules]
        overrides.eventLoops = 1
        let text = """
            version: 1
            listen: 127.0.0.1:\(port ?? (serve ? 8080 : 0))
            upstreams:
              sample: { url: "http://127.0.0.1:\(tap.port)" }
            routes:
              - { path: /v1/, upstream: sample }
            chain: [{ cors: { origins: "*" } }, { body_limit: 1MiB }, filter_request, filter_response, forward]
            """
        return try ConfigurationSource(origin: .text(text), overrides: overrides).load()
    }
}
