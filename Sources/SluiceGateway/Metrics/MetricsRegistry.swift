import Synchronization

/// All metrics of a gateway: what it counts itself, and what it and its libraries emit through swift-metrics.
///
/// Two ways lead onto the page. What happens with each exchange is counted on its event loop, in plain numbers that no
/// other thread touches, and added up by a collector when somebody reads the page. Everything else is emitted through
/// swift-metrics, of which this is a backend: `Counter(label:dimensions:factory:)`, or without a factory where the
/// registry was given to `MetricsSystem.bootstrap`.
package final class MetricsRegistry: Sendable {
    /// Writes families that are counted elsewhere.
    package typealias Collector = @Sendable (inout MetricsText) async -> Void

    /// The series of one name.
    private struct Family {
        var kind: MetricsText.Kind
        /// What the emitter calls it.
        var label: String
        /// By their labels as they are written.
        var series: [String: MetricSeries] = [:]
    }

    private struct State {
        var collectors: [Collector] = []
        var helps: [String: String] = [:]
        var families: [String: Family] = [:]
        /// The number of series of all families.
        var count = 0
        /// How often a series wasn't taken in.
        var refusals = 0
    }

    /// The most series of one name, and of all names, that are taken in.
    package static let mostSeriesOfOne = 100
    package static let mostSeries = 1000

    private let state = Mutex(State())

    package init() {}

    /// Adds a collector; the page has its families in the order of the collectors, before all that is emitted.
    package func collect(_ collector: @escaping Collector) {
        state.withLock { $0.collectors.append(collector) }
    }

    /// Says in one sentence what a family is that is emitted through swift-metrics.
    package func describe(_ name: String, _ help: String) {
        state.withLock { $0.helps[name] = help }
    }

    /// The page, in the text format of Prometheus.
    ///
    /// An emitted family that bears the name of a collected one is left out.
    package func text() async -> String {
        let state = state.withLock { $0 }
        var page = MetricsText()
        for collector in state.collectors { await collector(&page) }
        page.single(
            "sluice_series_refused_total", .counter,
            "Series of libraries that weren't taken in: there are too many, or the name is one of another kind.",
            state.refusals)
        for (name, family) in state.families.sorted(by: { $0.key < $1.key }) {
            let help = state.helps[name] ?? "Emitted through swift-metrics as \(family.label)."
            guard page.family(name, family.kind, help) else { continue }
            for (_, series) in family.series.sorted(by: { $0.key < $1.key }) { series.write(to: &page) }
        }
        return page.text
    }

    /// The series of a name and labels: the one that there is, or a new one.
    ///
    /// Where there is no room for a new one, or the name is one of another kind, what is emitted goes nowhere.
    func series(
        _ kind: MetricsText.Kind, _ label: String, _ dimensions: [(String, String)], suffix: String = ""
    ) -> MetricSeries {
        let name = MetricName.family(label, suffix: suffix)
        let labels = MetricName.labels(dimensions)
        let key = MetricsText.labels(labels)
        return state.withLock { state in
            var family = state.families[name] ?? Family(kind: kind, label: label)
            if family.kind == kind, let known = family.series[key] { return known }
            let series = MetricSeries(kind, of: name, labels)
            guard family.kind == kind, family.series.count < Self.mostSeriesOfOne,
                state.count < Self.mostSeries
            else {
                state.refusals += 1
                return series
            }
            family.series[key] = series
            state.families[name] = family
            state.count += 1
            return series
        }
    }

    /// Forgets a series that nobody emits any more; its room is free again.
    func remove(_ handler: AnyObject) {
        guard let series = handler as? MetricSeries else { return }
        let key = MetricsText.labels(series.labels)
        state.withLock { state in
            guard state.families[series.family]?.series[key] === series else { return }
            state.families[series.family]?.series[key] = nil
            state.count -= 1
            if state.families[series.family]?.series.isEmpty == true { state.families[series.family] = nil }
        }
    }
}
