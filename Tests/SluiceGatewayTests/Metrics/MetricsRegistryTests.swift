import CoreMetrics
import SluiceGateway
import Testing

/// What is emitted through swift-metrics, on the page.
@Suite(.timeLimit(.minutes(1)))
struct MetricsRegistryTests {
    private let registry = MetricsRegistry()

    /// The lines of the page, without those of the registry itself.
    private func lines() async -> [String] {
        await registry.text().split(separator: "\n").map(String.init).filter { !$0.contains("sluice_series") }
    }

    private func refusals() async -> Int? {
        let line = await registry.text().split(separator: "\n").first {
            $0.hasPrefix("sluice_series_refused_total ")
        }
        return line.flatMap { Int($0.split(separator: " ")[1]) }
    }

    @Test func aCounterIsATotalWithTheHelpThatItsOwnerGives() async {
        registry.describe("hb_requests_total", "Requests.")
        let counter = Counter(label: "hb.requests", dimensions: [("http.route", "/a")], factory: registry)
        counter.increment(by: 2)
        counter.increment(by: -1)
        #expect(
            await lines() == [
                "# HELP hb_requests_total Requests.", "# TYPE hb_requests_total counter",
                #"hb_requests_total{http_route="/a"} 2"#,
            ])
    }

    @Test func aTimerIsAHistogramOfSeconds() async {
        Timer(label: "t", dimensions: [("x", "y")], factory: registry).recordNanoseconds(2_000_000)
        let lines = await lines()
        for line in [
            "# HELP t_seconds Emitted through swift-metrics as t.", "# TYPE t_seconds histogram",
            #"t_seconds_bucket{x="y",le="0.001"} 0"#, #"t_seconds_bucket{x="y",le="0.005"} 1"#,
            #"t_seconds_sum{x="y"} 0.002"#, #"t_seconds_count{x="y"} 1"#,
        ] {
            #expect(lines.contains(line), "\(line) in \(lines)")
        }
    }

    @Test func aRecorderIsASumAndACount() async {
        let recorder = Recorder(label: "sizes", factory: registry)
        for number in [1.5, 2.0, .nan] { recorder.record(number) }
        #expect(await lines().suffix(3) == ["# TYPE sizes summary", "sizes_sum 3.5", "sizes_count 2"])
    }

    @Test func aGaugeAndAMeterAreWhatTheyWereSetTo() async {
        let gauge = Gauge(label: "level", factory: registry)
        gauge.record(3)
        gauge.record(-0.5)
        let meter = Meter(label: "running", factory: registry)
        meter.increment(by: 3.0)
        meter.decrement()
        let lines = await lines()
        #expect(lines.contains("# TYPE level gauge") && lines.contains("level -0.5"))
        #expect(lines.contains("# TYPE running gauge") && lines.contains("running 2"))
    }

    @Test func aFractionalCounterKeepsItsFractions() async {
        let counter = FloatingPointCounter(label: "cost_total", factory: registry)
        for _ in 0..<3 { counter.increment(by: 0.25) }
        #expect(await lines().last == "cost_total 0.75")
    }

    @Test(arguments: [
        ("http.server.active_requests", "http_server_active_requests"), ("1st", "_1st"),
        ("a:b-c d", "a_b_c_d"),
        ("größe", "gr__e"), ("", "_"), ("a\nb 1\n# TYPE x counter", "a_b_1___TYPE_x_counter"),
    ])
    func aNameIsMadeOneThatPrometheusTakes(label: String, name: String) async {
        Gauge(label: label, factory: registry).record(1)
        let lines = await lines()
        #expect(lines.count == 3 && lines.last == "\(name) 1", "\(lines)")
    }

    @Test(arguments: [
        ([("b", "2"), ("a", "1")], #"{a="1",b="2"}"#),
        ([("le", "1"), ("quantile", "2")], #"{le_="1",quantile_="2"}"#),
        ([("__name__", "x")], #"{_name__="x"}"#), ([("a.b", "1"), ("a-b", "2")], #"{a_b="1"}"#),
        ([("0", "\"\\\n")], #"{_0="\"\\\n"}"#), ([("敏", "敏感")], #"{_="敏感"}"#),
    ])
    func labelsAreMadeSuchAsPrometheusTakes(dimensions: [(String, String)], labels: String) async {
        Gauge(label: "g", dimensions: dimensions, factory: registry).record(1)
        #expect(await lines().last == "g\(labels) 1")
    }

    @Test func aLongValueIsCut() async {
        let value = String(repeating: "é", count: 300)
        Gauge(label: "g", dimensions: [("v", value)], factory: registry).record(1)
        #expect(await lines().last == "g{v=\"\(String(repeating: "é", count: 100))\"} 1")
    }

    @Test func whoeverMakesASeriesAgainGoesOnWithIt() async {
        for _ in 0..<3 { Counter(label: "a", dimensions: [("x", "1")], factory: registry).increment() }
        #expect(await lines().last == #"a_total{x="1"} 3"#)
    }

    @Test func theSeriesOfOneNameAreBounded() async {
        for number in 0..<(MetricsRegistry.mostSeriesOfOne + 7) {
            Counter(label: "a", dimensions: [("user", "\(number)")], factory: registry).increment()
        }
        Counter(label: "b", factory: registry).increment()
        let lines = await lines()
        #expect(lines.count { $0.hasPrefix("a_total{") } == MetricsRegistry.mostSeriesOfOne)
        #expect(lines.contains("b_total 1"))
        #expect(await refusals() == 7)
    }

    @Test func theSeriesOfAllNamesAreBounded() async {
        for number in 0..<(MetricsRegistry.mostSeries + 5) {
            Counter(label: "a\(number)", factory: registry).increment()
        }
        #expect(await lines().count { !$0.hasPrefix("#") } == MetricsRegistry.mostSeries)
        #expect(await refusals() == 5)
    }

    @Test func whatIsDestroyedMakesRoom() async {
        let counter = Counter(label: "a", dimensions: [("user", "ada")], factory: registry)
        counter.destroy()
        #expect(await lines().isEmpty)
        Timer(label: "a_total", factory: registry).recordNanoseconds(1)
        #expect(await lines().contains("a_total_seconds_count 1"))
    }

    @Test func aNameIsOfOneKind() async {
        Gauge(label: "a", factory: registry).record(1)
        Recorder(label: "a", factory: registry).record(2)
        #expect(await lines().count { $0.hasPrefix("# TYPE a ") } == 1)
        #expect(await lines().last == "a 1")
        #expect(await refusals() == 1)
    }

    @Test func aFamilyThatIsCollectedStandsOnceAndFirst() async {
        Gauge(label: "a", factory: registry).record(1)
        Gauge(label: "t_count", factory: registry).record(1)
        registry.collect { page in
            page.single("a", .gauge, "Collected.", 2)
            page.family("t", .histogram, "Times.")
            page.sample("t", [], Histogram())
        }
        let lines = await lines()
        #expect(lines.prefix(3) == ["# HELP a Collected.", "# TYPE a gauge", "a 2"])
        #expect(lines.count { $0.hasPrefix("a ") } == 1)
        #expect(!lines.contains("# TYPE t_count gauge"))
    }

    @Test func whatIsEmittedFromManyTasksAddsUp() async {
        let registry = registry
        await withTaskGroup { group in
            for _ in 0..<8 {
                group.addTask {
                    for _ in 0..<500 { Counter(label: "a", factory: registry).increment() }
                }
            }
        }
        #expect(await lines().last == "a_total 4000")
    }

    @Test func aGatewaysPageShowsWhatIsEmittedThroughSwiftMetrics() async throws {
        try await GatewayHarness.run(extra: "admin: { listen: 127.0.0.1:0 }") { harness in
            Counter(label: "library.calls", factory: harness.gateway.metrics).increment(by: 3)
            let connection = try await RawConnection.connect(try #require(harness.adminPort))
            try await connection.send(Wire.get("/metrics", fields: ["connection: close"]))
            let page = await connection.readToEnd()
            let lines = page.split(whereSeparator: \.isNewline).map(String.init)
            #expect(lines.contains("library_calls_total 3"))
            #expect(lines.contains("# TYPE sluice_requests_total counter"))
            #expect(lines.contains(#"sluice_reload_total{result="failed"} 0"#))
            let families = lines.filter { $0.hasPrefix("# TYPE ") }.map { $0.split(separator: " ")[2] }
            #expect(Set(families).count == families.count, "each family once")
        }
    }
}
