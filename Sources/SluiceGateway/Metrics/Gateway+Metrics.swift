extension Gateway {
    /// Tells the registry where the figures are that the gateway counts by itself.
    func collectMetrics(_ reloader: Reloader, _ loops: EventLoops) {
        metrics.collect { page in
            let tally = await loops.tally()
            MetricsPage(state: await reloader.state, tally: tally).write(to: &page)
        }
        guard let tap else { return }
        metrics.collect { page in
            let figures = tap.figures
            page.single(
                "sluice_recordings_total", .counter, "Exchanges that were recorded.", figures.recorded)
            page.single(
                "sluice_recordings_dropped_total", .counter,
                "Exchanges that were to be recorded and were left out.", figures.dropped)
        }
    }
}
