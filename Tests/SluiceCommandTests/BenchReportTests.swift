import Testing
import sluice

struct BenchReportTests {
    private static func sample(ns: Int, bytes: Int, calls: Int, hits: Int) -> ScanSample {
        var sample = ScanSample()
        sample.nanoseconds = ns
        sample.bytes = bytes
        sample.calls = calls
        sample.hits = hits
        return sample
    }

    /// Three rounds over 1 MB of pieces of 4 bytes: 100, 90 and 120 ns each.
    private static let pieces = ScanMeasure(
        [25_000_000, 22_500_000, 30_000_000].map {
            sample(ns: $0, bytes: 1_000_000, calls: 250_000, hits: 1_234)
        })
    /// Three rounds of 500, 400 and 800 MB/s.
    private static let whole = ScanMeasure(
        [2_000_000, 2_500_000, 1_250_000].map { sample(ns: $0, bytes: 1_000_000, calls: 16, hits: 1_234) })
    private static let streams = {
        var streams = StreamObservation(freshMemory: 240)
        for held in [0, 0, 3, 5] { streams.add(held: held, memory: 1_000 + held) }
        return streams
    }()

    private func report(
        textBytes: Int = 1_000_000, observing: Int = 4, rules: [BenchReport.RuleCost] = []
    ) -> BenchReport {
        BenchReport(
            subject: BenchReport.Subject(
                path: "en.txt", textBytes: textBytes, target: "response.text", level: "high", deciding: 500,
                observing: observing, loadSeconds: 1.2345, prepareSeconds: 0.05,
                plan: BenchPlan(
                    pieceLength: 4, streamLength: 4096, rounds: 3, perRule: !rules.isEmpty, seconds: 30)),
            blocks: Self.whole, file: Self.whole, pieces: Self.pieces, streams: Self.streams, rules: rules)
    }

    private func cost(_ id: String, nanoseconds: Int) -> BenchReport.RuleCost {
        let sample = Self.sample(ns: nanoseconds * 1000, bytes: 4_000, calls: 1_000, hits: 2)
        return BenchReport.RuleCost(
            id: id, whole: Self.whole, pieces: ScanMeasure([sample]), streams: Self.streams)
    }

    @Test func theCostsStandUnderEachOther() {
        #expect(
            report().text(.plain) == """
                504 rules for response.text at level high (500 hold text, 4 only watch)
                loaded in 1,235 ms, made ready in 50.0 ms; text: en.txt, 1,000,000 bytes

                                       median              least  greatest
                whole, texts of 64 KB     500  MB/s          400       800
                whole, one text           500  MB/s          400       800
                in pieces of 4 bytes      100  ns a piece   90.0       120
                                         40.0  MB/s         33.3      44.4

                hits: 1,234, 1,234 per MB
                held behind a piece: mean 2.00 bytes, half at most 0, 99 % at most 5, never more than 5
                memory of a stream: 240 bytes at its beginning, 1,002 on average, 1,005 at most

                """)
    }

    @Test func aTextThatWasNotScannedToItsEndIsNamed() {
        let lines = report(textBytes: 2_000_000).text(.plain).split(separator: "\n")
        #expect(
            lines.last == """
                not all of the text was scanned within 30 seconds: 1,000,000 bytes and 1,000,000 whole, \
                1,000,000 in pieces; --seconds-limit gives it more
                """)
    }

    @Test func onlyTheKindsOfRulesThatThereAreAreNamed() {
        #expect(
            report(observing: 0).text(.plain).hasPrefix(
                "500 rules for response.text at level high (500 hold text)\n"))
    }

    @Test func theDearestRuleComesFirst() {
        let rules = [cost("birds.heron", nanoseconds: 20), cost("birds.tern", nanoseconds: 300)]
        let text = report(rules: rules).text(.plain)
        #expect(
            text.hasSuffix(
                """

                each rule alone, the dearest first
                rule         ns a piece  whole MB/s  hits per MB  held mean  held 99 %
                birds.tern          300         500          500       2.00          5
                birds.heron        20.0         500          500       2.00          5

                """))
    }

    @Test func aPersonIsShownTwentyRules() {
        let rules = (0..<23).map { cost("rule.\($0)", nanoseconds: 10 + $0) }
        let text = report(rules: rules).text(.plain)
        #expect(text.hasSuffix("\nand 3 cheaper rules: see --format json\n"))
        #expect(report(rules: rules).json.description.contains(#""id":"rule.0""#))
    }

    @Test func theMachineFormKeepsItsMembers() {
        let spread = #"{"median":500.000,"min":400.000,"max":800.000}"#
        let whole = #"{"mb_per_second":\#(spread),"bytes":1000000,"hits":1234}"#
        let pieces = """
            {"mb_per_second":{"median":40.000,"min":33.333,"max":44.444},\
            "ns_per_piece":{"median":100.000,"min":90.000,"max":120.000},"bytes":1000000,"hits":1234}
            """
        #expect(
            report().json.description == """
                {"version":1,"text":{"path":"en.txt","bytes":1000000},"target":"response.text","level":"high",\
                "rules":{"active":504,"deciding":500,"observing":4},"load_ms":1234.500,"prepare_ms":50.000,\
                "rounds":3,"piece_bytes":4,"stream_bytes":4096,"whole_64k":\(whole),"whole_file":\(whole),\
                "pieces":\(pieces),"held_bytes":{"mean":2.000,"p50":0,"p99":5,"max":5},\
                "stream_memory_bytes":{"fresh":240,"mean":1002.000,"max":1005},"per_rule":[]}
                """)
    }
}
