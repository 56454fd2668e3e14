import CoreMetrics
import Logging
import NIOPosix
import SluicePipeline
import SluiceRules

/// Reads configuration, rules and clients again while the gateway runs, and puts them in force: all of it, or nothing.
///
/// Files are read, rules compiled and examples proven on a thread of its own; an event loop only gets the finished
/// routes, and takes them for the exchanges that begin from then on. One reading runs at a time. Whoever asks while one
/// runs waits for the next, all of them for the same one.
actor Reloader {
    /// What is in force.
    struct State: Sendable {
        var configuration: GatewayConfiguration
        /// Since when.
        var since: Moment
        /// What came of the last reading; nil: there was none.
        var last: ReloadOutcome?

        /// Whether what is in force isn't what the files say.
        var isStale: Bool { last?.result == .failed }
    }

    private(set) var state: State
    private let source: ReloadSource?
    private let loops: EventLoops
    private let tap: (any TrafficTap)?
    private let logger: Logger
    /// How many readings ended how.
    private let counters: [ReloadOutcome.Result: Counter]
    private let thread = NIOThreadPool(numberOfThreads: 1)
    private var isStopped = false
    private var running: Task<ReloadOutcome, Never>?
    private var waiting: Task<ReloadOutcome, Never>?

    /// Makes a reloader.
    ///
    /// - Parameter source: Where it reads; nil: every reading fails.
    init(
        _ configuration: GatewayConfiguration, from source: ReloadSource?, loops: EventLoops,
        tap: (any TrafficTap)?, metrics: MetricsRegistry, logger: Logger
    ) {
        state = State(configuration: configuration, since: .now)
        self.source = source
        self.loops = loops
        self.tap = tap
        self.logger = logger
        metrics.describe("sluice_reload_total", "Reloads by what came of them.")
        let counters = ReloadOutcome.Result.allCases.map { result in
            let labels = [("result", result.rawValue)]
            return (result, Counter(label: "sluice_reload_total", dimensions: labels, factory: metrics))
        }
        self.counters = Dictionary(uniqueKeysWithValues: counters)
    }

    /// The files and folders whose change would change what is in force.
    var paths: [String] {
        let configuration = state.configuration
        return configuration.sources.paths + configuration.rules.files.map(\.path)
    }

    /// Reads everything as it stands now, or later, and puts it in force if all of it can be used.
    @discardableResult
    func reload(_ cause: ReloadOutcome.Cause) async -> ReloadOutcome {
        if let waiting { return await waiting.value }
        let before = running
        let task = Task { () -> ReloadOutcome in
            _ = await before?.value
            begin()
            return await read(cause)
        }
        waiting = task
        return await task.value
    }

    /// Ends the thread once what it reads is read.
    func stop() async {
        isStopped = true
        try? await thread.shutdownGracefully()
    }

    private func begin() {
        running = waiting
        waiting = nil
    }

    private func read(_ cause: ReloadOutcome.Cause) async -> ReloadOutcome {
        let paths = paths
        var outcome = ReloadOutcome(
            result: .failed, cause: cause, time: .now, digest: state.configuration.rules.digest)
        if !isStopped { thread.start() }
        guard let source, let read = try? await thread.runIfActive({ source.read(together: paths) }) else {
            outcome.complaints = ["nothing can be read again here"]
            return note(outcome)
        }
        switch read {
        case .complaints(let complaints):
            outcome.complaints = complaints
        case .configuration(let new):
            do throws(GatewayConfiguration.CannotAdopt) {
                outcome.needsRestart = state.configuration.fieldsForRestart(in: new)
                outcome.result = try await adopt(new)
            } catch {
                outcome.complaints = error.complaints
            }
        }
        outcome.time = .now
        outcome.digest = state.configuration.rules.digest
        return note(outcome)
    }

    private func adopt(
        _ new: GatewayConfiguration
    ) async throws(GatewayConfiguration.CannotAdopt) -> ReloadOutcome.Result {
        let old = state.configuration
        let adopted = try old.adopting(new)
        guard new.rules.digest != old.rules.digest || new.sources.digest != old.sources.digest else {
            return .unchanged
        }
        await loops.adopt(adopted.routes)
        if new.rules.digest != old.rules.digest { tap?.adopt(new.rules) }
        state.configuration = adopted
        state.since = .now
        return .replaced
    }

    private func note(_ outcome: ReloadOutcome) -> ReloadOutcome {
        state.last = outcome
        counters[outcome.result]?.increment()
        var metadata: Logger.Metadata = [
            "result": .string(outcome.result.rawValue), "cause": .string(outcome.cause.rawValue),
            "digest": .string(outcome.digest),
        ]
        if !outcome.needsRestart.isEmpty {
            metadata["needs_restart"] = .array(outcome.needsRestart.map { .string($0) })
        }
        if outcome.result == .failed {
            metadata["complaints"] = .array(outcome.complaints.map { .string($0) })
            logger.error("reload failed; what was in force stays", metadata: metadata)
        } else {
            logger.info("reload", metadata: metadata)
        }
        return outcome
    }
}
