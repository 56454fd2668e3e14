import NIOCore
import SluiceGateway
import Testing

/// Metrics as Prometheus reads them (text format 0.0.4).
struct MetricsTextTests {
    @Test func aFamilyHasItsTypeItsHelpAndItsSamples() {
        var page = MetricsText()
        page.family("a_total", .counter, "Counts a.")
        page.sample("a_total", [("b", "1"), ("c", "")], 2)
        page.single("d", .gauge, "Is d.", -3)
        #expect(
            page.text == """
                # HELP a_total Counts a.
                # TYPE a_total counter
                a_total{b="1",c=""} 2
                # HELP d Is d.
                # TYPE d gauge
                d -3

                """)
    }

    @Test(arguments: [
        ("plain", "plain"), ("a\"b", "a\\\"b"), ("a\\b", "a\\\\b"), ("a\nb", "a\\nb"), ("敏感", "敏感"),
    ])
    func theValueOfALabelIsQuoted(value: String, quoted: String) {
        var page = MetricsText()
        page.sample("a", [("b", value)], 1)
        #expect(page.text == "a{b=\"\(quoted)\"} 1\n")
    }

    @Test func theBucketsOfAHistogramAddUp() throws {
        var first = Histogram()
        for microseconds in [0, 100, 101, 5000, 400_000_000] as [Int64] {
            first.add(.microseconds(microseconds))
        }
        var times = Histogram()
        times.add(.milliseconds(2))
        times.add(.nanoseconds(-1))
        times.add(first)
        var page = MetricsText()
        page.sample("t_seconds", [("x", "y")], times)
        let lines = page.text.split(separator: "\n").map(String.init)
        for line in [
            "t_seconds_bucket{x=\"y\",le=\"0.0001\"} 3", "t_seconds_bucket{x=\"y\",le=\"0.0005\"} 4",
            "t_seconds_bucket{x=\"y\",le=\"0.005\"} 6", "t_seconds_bucket{x=\"y\",le=\"300\"} 6",
            "t_seconds_bucket{x=\"y\",le=\"+Inf\"} 7", "t_seconds_sum{x=\"y\"} 400.007201",
            "t_seconds_count{x=\"y\"} 7",
        ] {
            #expect(lines.contains(line), "\(line) in \(lines)")
        }
        let counts = lines.filter { $0.contains("_bucket") }.compactMap {
            $0.split(separator: " ").last.flatMap { Int($0) }
        }
        #expect(counts == counts.sorted())
    }
}
